import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { GetUserPoolSessionConfigurationRequest } from "../wire/shapes.ts";

export const getUserPoolSessionConfiguration = operation({
  name: "GetUserPoolSessionConfiguration",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetUserPoolSessionConfigurationRequest,
  run({ UserPoolId }, service) {
    return { UserPoolId, ...requirePool(service, UserPoolId).sessions };
  },
});
