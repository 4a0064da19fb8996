import { skipUser } from "#lib/operations/decision.ts";
import { forceConfirm } from "#lib/operations/force-confirm.ts";
import type { Operation } from "#lib/operations/operation.ts";

export const confirmSignUp: Operation = {
  label: "Confirm sign-up",
  past: "confirmed the sign-up of",
  infinitive: "confirm the sign-up of",
  about: "Confirms an account that the user created; the password the user chose stays. It verifies no address.",
  group: "sign-in",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["alsoVerifyEmail", "acknowledgeProvider"],
  needs: null,
  decide: (user, pool, options, knowledge) => {
    if (user.status === "UNCONFIRMED") return forceConfirm.decide(user, pool, options, knowledge);
    if (user.status === "CONFIRMED") return skipUser("Is confirmed already.");
    return skipUser("Did not sign up on its own, so there is no sign-up to confirm.", {
      text: "Use force confirm.",
      operation: "force-confirm",
    });
  },
};
