import { requirePool } from "../pool/pool-lookup.ts";
import { requireSettings } from "../pool/pool-settings.ts";
import { operation } from "../service/operation.ts";
import { requireNoImport } from "../users/user-import.ts";
import { UpdateUserPoolRequest } from "../wire/shapes.ts";

export const updateUserPool = operation({
  name: "UpdateUserPool",
  signed: true,
  category: "UserPoolUpdate",
  input: UpdateUserPoolRequest,
  run({ UserPoolId, ...given }, service) {
    const pool = requirePool(service, UserPoolId);
    requireNoImport(pool);
    const { PoolName, Schema, AliasAttributes, UsernameAttributes, UsernameConfiguration } = pool.settings;
    // What cannot be changed stays; all else that is not given goes back to its default (API reference, UpdateUserPool).
    const unchangeable = { PoolName, Schema, AliasAttributes, UsernameAttributes, UsernameConfiguration };
    const settings = { ...unchangeable, ...given };
    requireSettings(settings);
    pool.configure(settings, service.clock.now());
    return {};
  },
});
