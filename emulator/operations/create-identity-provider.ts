import { describeIdentityProvider, type IdentityProvider } from "../pool/identity-providers.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { duplicateProvider } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { CreateIdentityProviderRequest } from "../wire/shapes.ts";

export const createIdentityProvider = operation({
  name: "CreateIdentityProvider",
  signed: true,
  // assumed: the category, as for all operations on identity providers.
  category: "UserPoolResourceUpdate",
  input: CreateIdentityProviderRequest,
  run({ UserPoolId, ...settings }, service) {
    const pool = requirePool(service, UserPoolId);
    if (pool.identityProviders.has(settings.ProviderName)) {
      // assumed: the text.
      throw duplicateProvider(`A provider with the name ${settings.ProviderName} already exists.`);
    }
    const now = service.clock.now();
    const provider: IdentityProvider = { settings, createdAt: now, modifiedAt: now };
    pool.identityProviders.set(settings.ProviderName, provider);
    return { IdentityProvider: describeIdentityProvider(pool, provider) };
  },
});
