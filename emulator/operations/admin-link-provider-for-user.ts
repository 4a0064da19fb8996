import {
  findByIdentity,
  findProfile,
  type Identity,
  type IdentityProvider,
  identitiesOf,
  setIdentities,
  withoutIdentity,
} from "../pool/identity-providers.ts";
import type { Pool } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { aliasExists, invalidParameter, limitExceeded, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import type { Infer } from "../wire/shape.ts";
import { AdminLinkProviderForUserRequest, type ProviderUserIdentifierType } from "../wire/shapes.ts";

type Identifier = Infer<typeof ProviderUserIdentifierType>;

// cognito.md 4.4.
const linksMax = 5;

export const adminLinkProviderForUser = operation({
  name: "AdminLinkProviderForUser",
  signed: true,
  category: "UserUpdate",
  input: AdminLinkProviderForUserRequest,
  run({ UserPoolId, DestinationUser, SourceUser }, service) {
    const pool = requirePool(service, UserPoolId);
    const { provider, userId } = requireSource(pool, SourceUser);
    const { ProviderName, ProviderType } = provider.settings;
    const user = requireDestination(pool, DestinationUser);
    requireUnlinked(service, pool, user, ProviderName, userId);
    const identities = identitiesOf(user);
    if (identities.filter(({ primary }) => !primary).length >= linksMax) {
      // assumed: the text.
      throw limitExceeded("The maximum number of federated identities linked to a user is five.");
    }
    const link: Identity = {
      userId,
      providerName: ProviderName,
      providerType: ProviderType,
      issuer: null,
      primary: false,
      dateCreated: service.clock.now(),
    };
    setIdentities(pool, user, [...identities, link]);
    user.modifiedAt = service.clock.now();
    return {};
  },
});

/** Cognito_Subject for social providers; for OIDC and SAML a mapped attribute will do too (API reference). assumed: the texts. */
const requireSource = (pool: Pool, given: Identifier): { provider: IdentityProvider; userId: string } => {
  const { ProviderName = "", ProviderAttributeName = "", ProviderAttributeValue = "" } = given;
  const provider = pool.identityProviders.get(ProviderName);
  if (!provider) throw invalidParameter(`The provider ${ProviderName} does not exist for User Pool ${pool.id}.`);
  const { ProviderType, AttributeMapping = {} } = provider.settings;
  const named = ProviderType === "OIDC" || ProviderType === "SAML" ? Object.keys(AttributeMapping) : [];
  if (![...named, "Cognito_Subject"].includes(ProviderAttributeName) || !ProviderAttributeValue) {
    throw invalidParameter("Invalid ProviderAttributeName or ProviderAttributeValue for SourceUser");
  }
  return { provider, userId: ProviderAttributeValue };
};

/** A local user by its username, a federated one by its id at the provider (API reference). */
const requireDestination = (pool: Pool, { ProviderName = "", ProviderAttributeValue = "" }: Identifier): User => {
  const user =
    ProviderName === "Cognito"
      ? pool.users.find(ProviderAttributeValue)
      : findProfile(pool, ProviderName, ProviderAttributeValue);
  if (!user) throw userNotFound("User does not exist.");
  return user;
};

const requireUnlinked = (service: Service, pool: Pool, user: User, providerName: string, userId: string) => {
  if (findProfile(pool, providerName, userId)) {
    // Text: aws-sdk-net#1000, observed.
    throw invalidParameter(
      "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    );
  }
  const holder = findByIdentity(pool, providerName, userId);
  // assumed: both texts; public code matches on the first.
  if (holder === user) throw invalidParameter("SourceUser is already linked to DestinationUser");
  if (!holder) return;
  if (service.assumptions.choiceOf("linkedIdentity", pool) === "refused") {
    throw aliasExists("SourceUser is already linked to another user");
  }
  setIdentities(pool, holder, withoutIdentity(identitiesOf(holder), providerName, userId));
};
