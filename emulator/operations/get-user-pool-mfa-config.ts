import { describePoolMfa } from "../mfa.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { GetUserPoolMfaConfigRequest } from "../shapes.ts";

export const getUserPoolMfaConfig = operation({
  name: "GetUserPoolMfaConfig",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetUserPoolMfaConfigRequest,
  run: ({ UserPoolId }, service) => describePoolMfa(requirePool(service, UserPoolId)),
});
