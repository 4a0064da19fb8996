import type { Answer } from "#lib/sign-in/answer.ts";
import type { HashChoice, Step } from "#lib/sign-in/step.ts";
import type { Meaning } from "#lib/sign-in-check/meaning.ts";
import { refusalRows } from "#lib/sign-in-check/refusal-rows.ts";

type Refusal = Extract<Answer, { kind: "refused" }>;

/** cognito.md 7.4. */
function hashMeaning(message: string, hash: HashChoice): Meaning | null {
  if (message.includes("SECRET_HASH was not received"))
    return {
      tone: "bad",
      title: "The secret hash is missing",
      text: "The app client has a secret, so every call of the app needs SECRET_HASH: Base64 of the HMAC-SHA256 of username and client id, under the client's secret. Apps in browsers and phones can keep no secret and use a client without one.",
    };
  if (!message.startsWith("Unable to verify secret hash")) return null;
  return {
    tone: "bad",
    title: "The secret hash is wrong",
    text: `${hash === "wrong" ? "It was made with another secret, as asked. " : ""}It has to be Base64 of the HMAC-SHA256 of username and client id, in this order, under the client's secret. The usual mistakes: the secret of another client, the e-mail address where the user name was sent or the other way round (for a challenge it is the name in USER_ID_FOR_SRP), and hexadecimal digits for Base64.`,
  };
}

/** What a refusal of a step means: the hash first, since its words come under errors of other causes. */
export function refusalMeaning(step: Step, { error, message }: Refusal, hash: HashChoice): Meaning {
  const ofHash = hashMeaning(message, hash);
  if (ofHash) return ofHash;
  if (error === "NotAuthorizedException" && message.startsWith("Incorrect username or password"))
    return incorrectMeaning(step);
  const known = refusalRows.find(([name, prefix]) => name === error && message.startsWith(prefix));
  if (known) return { tone: "bad", title: known[2], text: known[3] };
  return { tone: "bad", title: "Cognito refused", text: "Its own words are all that is known." };
}

/** cognito.md 2.2.2 and 7.5: the one sentence has several reasons. For a change of password it is assumed. */
const incorrectMeaning = ({ name }: Step): Meaning =>
  name === "change-password"
    ? { tone: "bad", title: "The old password is wrong", text: "The password stays as it was." }
    : {
        tone: "bad",
        title: "User name or password is wrong",
        text: "Cognito does not say which. Where the app client hides users it says so too when there is no such user or the password has to be reset, and always of a user whose password another identity provider keeps. Five wrong ones in a row make the user wait.",
      };
