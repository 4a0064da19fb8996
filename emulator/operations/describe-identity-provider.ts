import { describeIdentityProvider as describe, requireIdentityProvider } from "../pool/identity-providers.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DescribeIdentityProviderRequest } from "../wire/shapes.ts";

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
