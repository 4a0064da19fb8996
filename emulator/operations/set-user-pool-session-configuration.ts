import { requirePool } from "../pool/pool-lookup.ts";
import { requireSessionTier } from "../pool/session-configuration.ts";
import { operation } from "../service/operation.ts";
import { SetUserPoolSessionConfigurationRequest } from "../wire/shapes.ts";

export const setUserPoolSessionConfiguration = operation({
  name: "SetUserPoolSessionConfiguration",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: SetUserPoolSessionConfigurationRequest,
  run({ UserPoolId, ...sessions }, service) {
    const pool = requirePool(service, UserPoolId);
    requireSessionTier(pool);
    pool.sessions = sessions;
    return { UserPoolId, ...sessions };
  },
});
