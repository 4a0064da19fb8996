import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describePoolMfa } from "../sign-in/mfa.ts";
import { GetUserPoolMfaConfigRequest } from "../wire/shapes.ts";

export const getUserPoolMfaConfig = operation({
  name: "GetUserPoolMfaConfig",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetUserPoolMfaConfigRequest,
  run: ({ UserPoolId }, service) => describePoolMfa(requirePool(service, UserPoolId)),
});
