import type { CognitoCall } from "#lib/calls/call.ts";
import type { PasswordOrigin } from "#lib/calls/definition.ts";
import { applyCalls } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";
import type { User } from "#lib/users/user.ts";

export const stayDisabledNote = (user: User): string | false =>
  !user.enabled && "The account stays disabled: enable it afterwards.";

export const passwordCalls = (
  permanent: boolean,
  password: PasswordOrigin,
  options: OperationOptions,
): CognitoCall[] => [{ name: "AdminSetUserPassword", permanent, password }, ...thenSignOut(options)];

/** A password that a member of staff hands over: to be replaced at the first sign-in, or for good. */
export const decideToSetPassword =
  (permanent: boolean): Operation["decide"] =>
  (user, _pool, options) =>
    applyCalls(passwordCalls(permanent, options.typedPassword ? "typed" : "shown", options), [
      !permanent && user.status === "CONFIRMED" && "The present password stops working.",
      permanent && user.status === "FORCE_CHANGE_PASSWORD" && "A temporary password sent earlier stops working.",
      stayDisabledNote(user),
    ]);
