import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { recoveryOf } from "#lib/operations/recovery.ts";
import { passwordCalls, stayDisabledNote } from "#lib/operations/set-password.ts";
import { verifyCall } from "#lib/operations/verify-contact.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const verifiesToo = (user: User, { alsoVerifyEmail }: OperationOptions): boolean =>
  Boolean(alsoVerifyEmail && user.email && !user.emailVerified);

function decide(user: User, pool: Pool, options: OperationOptions): Decision {
  if (user.status === "CONFIRMED") return skipUser("Is confirmed already.");
  if (user.status === "UNCONFIRMED") return confirmOwnSignUp(user, pool, options);
  if (user.status !== "FORCE_CHANGE_PASSWORD" && user.status !== "RESET_REQUIRED")
    return skipUser(`Has the status ${user.status}, which this console does not know.`);
  return confirmByPassword(user, options);
}

/** The password that the user chose at the sign-up stays. */
function confirmOwnSignUp(user: User, pool: Pool, options: OperationOptions): Decision {
  const verifies = verifiesToo(user, options);
  const calls = verifies ? [verifyCall("email")] : [];
  return applyCalls(
    [...calls, { name: "AdminConfirmSignUp" }],
    [
      !verifies &&
        recoveryOf(user, pool.settings, null).state === "cannot" &&
        "Has no verified contact: a forgotten password could not be recovered.",
      stayDisabledNote(user),
    ],
  );
}

/** Setting a permanent password confirms, so one has to be set: shown, or unseen where the user can choose another one. */
function confirmByPassword(user: User, options: OperationOptions): Decision {
  const verifies = verifiesToo(user, options);
  const calls = verifies ? [verifyCall("email")] : [];
  if (options.showPassword)
    return applyCalls([...calls, ...passwordCalls(true, "shown", options)], [stayDisabledNote(user)]);
  return applyCalls(
    [...calls, ...passwordCalls(true, "unseen", options)],
    [
      user.status === "FORCE_CHANGE_PASSWORD" && "A temporary password sent earlier stops working.",
      stayDisabledNote(user),
    ],
  );
}

export const forceConfirm: Operation = {
  label: "Force confirm",
  past: "force-confirmed",
  infinitive: "force-confirm",
  about:
    "Moves the user to Confirmed. Unless a password is shown, a random one is set that nobody learns, and the user chooses a new one through “Forgot password”.",
  group: "sign-in",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["alsoVerifyEmail", "showPassword", "acknowledgeProvider"],
  needs: null,
  decide,
};
