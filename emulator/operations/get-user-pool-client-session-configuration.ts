import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { defaultSsoSession } from "../pool/session-configuration.ts";
import { operation } from "../service/operation.ts";
import { GetUserPoolClientSessionConfigurationRequest } from "../wire/shapes.ts";

export const getUserPoolClientSessionConfiguration = operation({
  name: "GetUserPoolClientSessionConfiguration",
  signed: true,
  category: "UserPoolClientRead",
  input: GetUserPoolClientSessionConfigurationRequest,
  run({ UserPoolId, ClientId }, service) {
    const { sso } = requireClient(service, ClientId, requirePool(service, UserPoolId));
    return { UserPoolId, ClientId, SSOSession: sso ?? defaultSsoSession };
  },
});
