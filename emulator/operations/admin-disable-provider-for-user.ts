import { findByIdentity, identitiesOf, setIdentities, withoutIdentity } from "../pool/identity-providers.ts";
import type { Pool } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { invalidParameter, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { User } from "../users/user.ts";
import { AdminDisableProviderForUserRequest } from "../wire/shapes.ts";

export const adminDisableProviderForUser = operation({
  name: "AdminDisableProviderForUser",
  signed: true,
  category: "UserUpdate",
  input: AdminDisableProviderForUserRequest,
  run({ UserPoolId, User: given }, service) {
    const pool = requirePool(service, UserPoolId);
    const { ProviderName = "", ProviderAttributeName = "", ProviderAttributeValue = "" } = given;
    const local = ProviderName === "Cognito";
    if (!local && !pool.identityProviders.has(ProviderName)) {
      // assumed: the text.
      throw invalidParameter(`The provider ${ProviderName} does not exist for User Pool ${pool.id}.`);
    }
    if (local && ProviderAttributeName !== "Cognito_Subject") {
      // assumed: the text.
      throw invalidParameter("ProviderAttributeName must be Cognito_Subject");
    }
    const user = local
      ? pool.users.find(ProviderAttributeValue)
      : findByIdentity(pool, ProviderName, ProviderAttributeValue);
    if (!user) throw userNotFound("User does not exist.");
    if (local) dropPassword(user);
    else removeIdentity(pool, user, ProviderName, ProviderAttributeValue);
    user.modifiedAt = service.clock.now();
    return {};
  },
});

/** Their password no longer signs them in (cognito.md 9); assumed: the status stays, and a new password ends it. Harmed otherwise: the user, who has no way in and does not look it. */
const dropPassword = (user: User) => {
  user.credential = undefined;
};

const removeIdentity = (pool: Pool, user: User, providerName: string, userId: string) =>
  setIdentities(pool, user, withoutIdentity(identitiesOf(user), providerName, userId));
