import { type CognitoCall, passwordOf } from "#lib/calls/call.ts";
import { skipUser } from "#lib/operations/decision.ts";
import type { BackGuard } from "#lib/operations/guards/guard.ts";

/** How long somebody else has to be asked, in milliseconds. */
export const otherEyesMs = 24 * 3_600_000;

export const contactChangedSentence = "You have changed a contact of this person in the last 24 hours.";

const marks = ["email_verified", "phone_number_verified"];

/** What would let the one who wrote a contact down walk in by it: a mark, a message, or a password that is seen. */
const opensByContact = (call: CognitoCall): boolean =>
  (call.name === "AdminUpdateUserAttributes" && marks.some((mark) => call.attributes[mark] === "true")) ||
  call.name === "AdminResetUserPassword" ||
  call.name === "AdminCreateUser" ||
  (passwordOf(call) !== null && passwordOf(call) !== "unseen");

/** Where agents may correct contacts, nobody may turn a contact that they have changed into a way in on the same day. */
export const contactChangedGuard: BackGuard = ({ pool, knowledge }, calls) =>
  pool.agentsCorrectContacts && knowledge.contactChangedByRequester && calls.some(opensByContact)
    ? {
        ...skipUser(contactChangedSentence, {
          text: "Ask a colleague to do this, or wait until a day has passed.",
        }),
        endsChain: true,
      }
    : [];
