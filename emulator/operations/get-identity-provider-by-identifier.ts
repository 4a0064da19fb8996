import { describeIdentityProvider } from "../pool/identity-providers.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { resourceNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { GetIdentityProviderByIdentifierRequest } from "../wire/shapes.ts";

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
