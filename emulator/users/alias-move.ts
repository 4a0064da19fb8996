import type { Pool } from "../pool/pool.ts";
import { aliasExists } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { type AliasClash, aliasClashes, aliasTakenText } from "./profile.ts";
import type { User } from "./user.ts";

const assumptionOf = {
  email: "verifiedEmailAlias",
  phone_number: "verifiedPhoneAlias",
  preferred_username: "takenPreferredUsername",
} as const;

const moves = (service: Service, pool: Pool, { attribute }: AliasClash) =>
  service.assumptions.choiceOf(assumptionOf[attribute], pool) === "moves";

/**
 * Before a user gets the values: takes away from others what they sign in with and this user will (cognito.md 6).
 * `force`: what ForceAliasCreation says of a verified address, where the operation has it; without it, the assumption does.
 * Throws AliasExistsException for what does not move, and then nothing has moved.
 */
export const takeAliases = (
  service: Service,
  pool: Pool,
  values: ReadonlyMap<string, string>,
  { user, force }: { user?: User; force?: boolean } = {},
) => {
  const clashes = aliasClashes(pool, values, user);
  // What one signs in with in place of a username is never moved (aws-sdk-net#4387, observed).
  const isMoved = (clash: AliasClash) =>
    !pool.usernameIsSub &&
    (force !== undefined && clash.attribute !== "preferred_username" ? force : moves(service, pool, clash));
  const refused = clashes.find((clash) => !isMoved(clash));
  if (refused) throw aliasExists(aliasTakenText(pool, refused));
  releaseAliases(service, pool, clashes);
};

/**
 * The holder keeps an address, unverified (cognito.md 6). assumed: a preferred_username is taken away, because a verified one there
 * is not.
 */
export const releaseAliases = (service: Service, pool: Pool, clashes: readonly AliasClash[]) => {
  for (const { attribute, holder } of clashes) {
    if (attribute === "preferred_username") pool.users.set(holder, attribute, undefined);
    else pool.users.set(holder, `${attribute}_verified`, "false");
    if (service.assumptions.choiceOf("losersModified", pool) === "moves") holder.modifiedAt = service.clock.now();
  }
};
