import { requireIdentityProvider } from "../pool/identity-providers.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DeleteIdentityProviderRequest } from "../wire/shapes.ts";

export const deleteIdentityProvider = operation({
  name: "DeleteIdentityProvider",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: DeleteIdentityProviderRequest,
  run({ UserPoolId, ProviderName }, service) {
    const pool = requirePool(service, UserPoolId);
    requireIdentityProvider(pool, ProviderName);
    // Its users stay (assumed). Harmed otherwise: all of them, who would be gone.
    pool.identityProviders.delete(ProviderName);
    return undefined;
  },
});
