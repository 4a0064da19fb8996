import { type Decision, skipUser } from "#lib/operations/decision.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { User } from "#lib/users/user.ts";

export const providerOf = (user: User): string => user.providers.join(", ") || "an identity provider";

export const noPasswordHere = (user: User): Decision =>
  skipUser(`Signs in through ${providerOf(user)}; it has no password here.`, {
    text: `Reset the password at ${providerOf(user)}.`,
  });

/**
 * A password of its own would open a second door beside the company's sign-in (docs/security.md): never for profiles that only
 * the provider signs in, and for linked ones only when the agent has read which provider it is.
 */
export function refuseFederated(user: User, options: OperationOptions): Decision | null {
  if (user.status === "EXTERNAL_PROVIDER") return noPasswordHere(user);
  if (user.providers.length > 0 && !options.acknowledgeProvider)
    return skipUser(`Also signs in through ${providerOf(user)}.`, {
      text: "Open this user alone and confirm that a password beside it is wanted.",
      option: "acknowledgeProvider",
    });
  return null;
}
