import { resourceNotFound } from "../fault.ts";
import { describeIdentityProvider } from "../identity-providers.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { GetIdentityProviderByIdentifierRequest } from "../shapes.ts";

export const getIdentityProviderByIdentifier = operation({
  name: "GetIdentityProviderByIdentifier",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetIdentityProviderByIdentifierRequest,
  run({ UserPoolId, IdpIdentifier }, service) {
    const pool = requirePool(service, UserPoolId);
    const provider = [...pool.identityProviders.values()].find(({ settings }) =>
      settings.IdpIdentifiers?.includes(IdpIdentifier),
    );
    // assumed: the text.
    if (!provider) throw resourceNotFound(`Identity provider with identifier ${IdpIdentifier} does not exist.`);
    return { IdentityProvider: describeIdentityProvider(pool, provider) };
  },
});
