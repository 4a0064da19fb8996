import { duplicateProvider } from "../fault.ts";
import { describeIdentityProvider, type IdentityProvider } from "../identity-providers.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { CreateIdentityProviderRequest } from "../shapes.ts";

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
