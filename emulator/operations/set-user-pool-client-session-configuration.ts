import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { requireSessionTier } from "../pool/session-configuration.ts";
import { operation } from "../service/operation.ts";
import { SetUserPoolClientSessionConfigurationRequest } from "../wire/shapes.ts";

export const setUserPoolClientSessionConfiguration = operation({
  name: "SetUserPoolClientSessionConfiguration",
  signed: true,
  category: "UserPoolClientUpdate",
  input: SetUserPoolClientSessionConfigurationRequest,
  run({ UserPoolId, ClientId, SSOSession }, service) {
    const pool = requirePool(service, UserPoolId);
    requireSessionTier(pool);
    const client = requireClient(service, ClientId, pool);
    client.sso = SSOSession;
    return { UserPoolId, ClientId, SSOSession };
  },
});
