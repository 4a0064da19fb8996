import type { Operation } from "#lib/operations/operation.ts";
import { decideToVerify } from "#lib/operations/verify-contact.ts";

export const verifyEmail: Operation = {
  label: "Verify e-mail",
  past: "marked the e-mail address verified of",
  infinitive: "mark the e-mail address verified of",
  about: "Marks the e-mail address as verified without a code. Do this only when you know that it belongs to the user.",
  group: "contact",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: null,
  decide: decideToVerify({
    noun: "e-mail address",
    attribute: "email",
    kind: "email",
    verified: "emailVerified",
  }),
};
