import { skipUser } from "#lib/operations/decision.ts";
import type { BackGuard, FrontGuard } from "#lib/operations/guards/guard.ts";
import { noPasswordHere, providerOf } from "#lib/operations/provider.ts";

/** Nobody whom only a provider signs in is given a way in of their own, or has one revived (docs/security.md). */
export const providerOnlyGuard: FrontGuard = ({ operation, user }) =>
  operation.opensNativeSignIn && user.status === "EXTERNAL_PROVIDER" ? noPasswordHere(user) : null;

/** For people who are linked to a provider a way in of their own is a second door, opened only for one who was read about. */
export const linkedGuard: BackGuard = ({ operation, user, options }) =>
  operation.opensNativeSignIn && user.providers.length > 0 && !options.acknowledgeProvider
    ? skipUser(`Also signs in through ${providerOf(user)}.`, {
        text: `Open this user alone and confirm that a way in beside ${providerOf(user)} is wanted.`,
        option: "acknowledgeProvider",
      })
    : [];
