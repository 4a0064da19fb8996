import type { CognitoCall } from "#lib/calls/call.ts";
import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";

interface Contact {
  noun: string;
  /** Its name in Cognito. */
  attribute: "email" | "phone_number";
  kind: "email" | "phone";
  verified: "emailVerified" | "phoneVerified";
}

export const verifyCall = (attribute: Contact["attribute"]): CognitoCall => ({
  name: "AdminUpdateUserAttributes",
  attributes: { [`${attribute}_verified`]: "true" },
});

/** Marks a contact as verified without a code. */
export const decideToVerify =
  ({ noun, attribute, kind, verified }: Contact): Operation["decide"] =>
  (user, pool) => {
    if (!user[kind]) return skipUser(`Has no ${noun}.`);
    if (user[verified]) return skipUser(`Its ${noun} is verified already.`);
    const alias = pool.settings.aliases.includes(attribute);
    return applyCalls(
      [verifyCall(attribute)],
      [alias && `The ${noun} becomes a sign-in name of this user, and of no other.`],
    );
  };
