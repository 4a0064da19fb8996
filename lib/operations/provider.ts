import { type Skip, skipUser } from "#lib/operations/decision.ts";
import type { User } from "#lib/users/user.ts";

export const providerOf = (user: User): string => user.providers.join(", ") || "an identity provider";

export const noPasswordHere = (user: User): Skip =>
  skipUser(`Signs in through ${providerOf(user)}; it has no password here.`, {
    text: `Reset the password at ${providerOf(user)}.`,
  });
