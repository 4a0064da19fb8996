import { requireIdentityProvider } from "../identity-providers.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { DeleteIdentityProviderRequest } from "../shapes.ts";

export const deleteIdentityProvider = operation({
  name: "DeleteIdentityProvider",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: DeleteIdentityProviderRequest,
  run({ UserPoolId, ProviderName }, service) {
    const pool = requirePool(service, UserPoolId);
    requireIdentityProvider(pool, ProviderName);
    // Its users stay (assumed).
    pool.identityProviders.delete(ProviderName);
    return undefined;
  },
});
