import { describeIdentityProvider as describe, requireIdentityProvider } from "../identity-providers.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { DescribeIdentityProviderRequest } from "../shapes.ts";

export const describeIdentityProvider = operation({
  name: "DescribeIdentityProvider",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeIdentityProviderRequest,
  run({ UserPoolId, ProviderName }, service) {
    const pool = requirePool(service, UserPoolId);
    return { IdentityProvider: describe(pool, requireIdentityProvider(pool, ProviderName)) };
  },
});
