import type { Operation } from "#lib/operations/operation.ts";
import { decideToVerify } from "#lib/operations/verify-contact.ts";

export const verifyPhone: Operation = {
  label: "Verify phone",
  past: "marked the phone number verified of",
  infinitive: "mark the phone number verified of",
  about: "Marks the phone number as verified without a code. Do this only when you know that it belongs to the user.",
  group: "contact",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: null,
  decide: decideToVerify({
    noun: "phone number",
    attribute: "phone_number",
    kind: "phone",
    verified: "phoneVerified",
  }),
};
