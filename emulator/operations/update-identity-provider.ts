import { describeIdentityProvider, requireIdentityProvider } from "../pool/identity-providers.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { UpdateIdentityProviderRequest } from "../wire/shapes.ts";

export const updateIdentityProvider = operation({
  name: "UpdateIdentityProvider",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: UpdateIdentityProviderRequest,
  run({ UserPoolId, ...changes }, service) {
    const pool = requirePool(service, UserPoolId);
    const provider = requireIdentityProvider(pool, changes.ProviderName);
    // assumed: what is not given stays.
    provider.settings = { ...provider.settings, ...changes };
    provider.modifiedAt = service.clock.now();
    return { IdentityProvider: describeIdentityProvider(pool, provider) };
  },
});
