import type { Answer } from "#lib/sign-in-check/answer.ts";
import type { AppClient } from "#lib/sign-in-check/app-client.ts";
import type { HashChoice, Step, StepName } from "#lib/sign-in-check/step.ts";

/** What an answer means, for a person who does not know Cognito. */
export interface Meaning {
  tone: "good" | "warn" | "bad";
  title: string;
  text: string;
}

interface Told {
  step: Step;
  answer: Answer;
  hash: HashChoice;
  client: Pick<AppClient, "hidesUsers" | "sessionMinutes">;
}

export function explain({ step, answer, hash, client }: Told): Meaning {
  switch (answer.kind) {
    case "challenge":
      return challengeMeaning(answer.challenge.name, client.sessionMinutes);
    case "tokens":
      return {
        tone: "good",
        title: "Signed in",
        text: "Cognito gave out tokens: this user can sign in with this app client. They are kept in this page only.",
      };
    case "code-sent":
      return {
        tone: "good",
        title: "A code is on its way",
        // cognito.md 7.7 and 8.1: it lives one hour; 7.5: of a user who does not exist it is only said.
        text: client.hidesUsers
          ? "It is good for one hour. This app client hides which users exist, so it says the same of a user there is not."
          : "It is good for one hour. The user's status stays as it was until the new password is set.",
      };
    case "app-secret":
      return {
        tone: "good",
        title: "A secret for an authenticator app",
        text: "Enter it in the app by hand. Where a user would scan a QR code, this is what the code says.",
      };
    case "app-verified":
      return {
        tone: "good",
        title: "The authenticator works",
        text: "Cognito took its code. One more answer ends the set-up and gives out the tokens.",
      };
    case "done":
      return doneMeanings[step.name] ?? { tone: "good", title: "Done", text: "Cognito took it." };
    case "refused":
      return refusalMeaning(step, answer, hash);
    case "unanswered":
      return { tone: "bad", title: "No answer", text: answer.message };
  }
}

const doneMeanings: Partial<Record<StepName, Meaning>> = {
  // cognito.md 2.1.
  "confirm-forgot-password": {
    tone: "good",
    title: "The password is set",
    text: "The user is confirmed and signs in with the new password from now on. No tokens come with this: sign in next.",
  },
  // cognito.md 7.8: nothing says that other sessions end.
  "change-password": {
    tone: "good",
    title: "The password is changed",
    text: "The status stays confirmed. AWS does not say that other sessions end, so sign out everywhere if they should.",
  },
  // cognito.md 7.8.
  "sign-out": {
    tone: "good",
    title: "Signed out everywhere",
    text: "Refreshing and calls with this token are over: change the password now to see the refusal. An app that checks tokens by itself still takes them until they expire.",
  },
};

function challengeMeaning(name: string, minutes: number): Meaning {
  const wait = `The answer has to come within ${minutes} minutes, and the session is good for one answer.`;
  switch (name) {
    case "NEW_PASSWORD_REQUIRED":
      return {
        tone: "warn",
        title: "A new password is asked for",
        text: `The password is temporary (FORCE_CHANGE_PASSWORD), so it opens nothing but this question. ${wait}`,
      };
    case "SOFTWARE_TOKEN_MFA":
      return {
        tone: "warn",
        title: "A code from the authenticator app is asked for",
        text: `The password was right. The code is in the user's own app; each works once. ${wait}`,
      };
    case "SMS_MFA":
    case "EMAIL_OTP":
      return {
        tone: "warn",
        title: name === "SMS_MFA" ? "A code was sent by SMS" : "A code was sent by e-mail",
        text: `The password was right. ${wait}`,
      };
    case "SELECT_MFA_TYPE":
      return { tone: "warn", title: "The user has a choice", text: `Several second factors are set up. ${wait}` };
    case "MFA_SETUP":
      return {
        tone: "warn",
        title: "A second factor has to be set up first",
        text: `This pool requires one and the user has none. The new password, if one was set, is in force. ${wait}`,
      };
    default:
      return {
        tone: "warn",
        title: `Cognito asks for ${name}`,
        text: "This page does not know the challenge and cannot answer it.",
      };
  }
}

type Refusal = Extract<Answer, { kind: "refused" }>;

/** Name of the error, beginning of its message (any when empty), what it means; the first match wins. */
const refusals: readonly [error: string, prefix: string, title: string, text: string][] = [
  // cognito.md 7.1.
  [
    "InvalidParameterException",
    "USER_PASSWORD_AUTH flow not enabled",
    "The app client does not allow this flow",
    "Allow USER_PASSWORD_AUTH on the app client, or choose another.",
  ],
  [
    "InvalidParameterException",
    "Auth flow not enabled",
    "The app client does not allow this flow",
    "Allow ADMIN_USER_PASSWORD_AUTH on the app client, or choose another.",
  ],
  // cognito.md 7.3.
  [
    "NotAuthorizedException",
    "Invalid session for the user, session is expired",
    "The session is over",
    "The answer came too late. Nothing was changed: sign in again for a new session. The app client's AuthSessionValidity sets how long one lives, 3 to 15 minutes.",
  ],
  [
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once",
    "The session was used before",
    "A session is good for one answer. Sign in again for a new one.",
  ],
  ["NotAuthorizedException", "Invalid session", "The session is not valid", "Sign in again for a new one."],
  // cognito.md 2.2.2.
  [
    "NotAuthorizedException",
    "Temporary password has expired",
    "The temporary password is too old",
    "Resend the invitation or set a password in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User account has expired",
    "The temporary password is too old",
    "Resend the invitation or set a password in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User is disabled",
    "The user is disabled",
    "No password helps until the user is enabled, in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User password cannot be reset",
    "The password cannot be reset in this status",
    "The user has never set a password, or has none here because another identity provider keeps it. Resend the invitation, or go to that provider.",
  ],
  [
    "NotAuthorizedException",
    "Contact administrator",
    "Users of this pool cannot reset their password",
    "The pool's recovery setting leaves that to administrators: set a password in the users list.",
  ],
  // cognito.md 7.2.
  [
    "NotAuthorizedException",
    "Cannot modify an already provided",
    "An attribute is there already",
    "The answer may give only the attributes that are missing.",
  ],
  // cognito.md 7.6.
  [
    "NotAuthorizedException",
    "Password attempts exceeded",
    "Too many wrong passwords",
    "After five, Cognito makes the user wait: a second at first, then twice as long each time, up to about 15 minutes. The right password is refused meanwhile. No administrator can shorten it.",
  ],
  // cognito.md 7.8; the other texts are assumed.
  [
    "NotAuthorizedException",
    "Access Token has been revoked",
    "The access token is revoked",
    "The user was signed out everywhere. Sign in again for a new token.",
  ],
  [
    "NotAuthorizedException",
    "Access Token has expired",
    "The access token has expired",
    "Sign in again for a new one.",
  ],
  ["NotAuthorizedException", "Invalid Access Token", "The access token is not valid", "Sign in again for a new one."],
  [
    "PasswordResetRequiredException",
    "",
    "The password has to be reset",
    "An administrator has reset it, or the user was imported. The old password is dead and Cognito does not even look at it. Ask for a code, or use the one that was sent with the reset.",
  ],
  [
    "UserNotConfirmedException",
    "",
    "The sign-up is not confirmed",
    "The user has not entered the code of the sign-up. Confirm the sign-up in the users list.",
  ],
  [
    "UserNotFoundException",
    "",
    "There is no such user",
    "Check the spelling; an e-mail address or a phone number works only where the pool makes it a sign-in name, and once verified. This app client tells which users exist (PreventUserExistenceErrors is not on).",
  ],
  [
    "CodeMismatchException",
    "",
    "The code is wrong",
    "Only the newest code counts. Where users are hidden, this is also the answer for one there is not.",
  ],
  [
    "EnableSoftwareTokenMFAException",
    "",
    "The code is wrong",
    "Check the secret in the app and the time of the phone, then take the next code.",
  ],
  [
    "ExpiredCodeException",
    "Your software token",
    "This code was used before",
    "Each code of the app works once. Wait for the next.",
  ],
  ["ExpiredCodeException", "", "The code is too old, or none was asked for", "Ask for a new one."],
  [
    "InvalidPasswordException",
    "",
    "The pool's policy refuses the password",
    "The part after the colon names the first rule it breaks.",
  ],
  [
    "PasswordHistoryPolicyViolationException",
    "",
    "The password was used before",
    "The pool remembers earlier passwords. Choose another.",
  ],
  // cognito.md 8.2.
  [
    "InvalidParameterException",
    "Cannot reset password",
    "There is nowhere to send a code",
    "The user has no verified e-mail address or phone number that the pool's recovery setting allows. Verify one in the users list, or set a password there.",
  ],
  [
    "InvalidParameterException",
    "Invalid attributes given",
    "A required attribute is missing",
    "The message names it. The session can be used again once it is filled in.",
  ],
  // cognito.md 4.2.
  [
    "LimitExceededException",
    "Attempt limit",
    "Too many attempts with this user",
    "Codes and changes of password are limited per user and hour. Wait up to an hour.",
  ],
  [
    "LimitExceededException",
    "Exceeded daily email limit",
    "The pool has sent its 50 e-mails today",
    "It starts again at 09:00 UTC, or move the pool to Amazon SES.",
  ],
  [
    "TooManyRequestsException",
    "",
    "Cognito limits the rate of requests",
    "The account has used up its share in this Region. Try again shortly.",
  ],
  ["CodeDeliveryFailureException", "", "The code could not be delivered", "Check the address, and the pool's sender."],
  [
    "UserLambdaValidationException",
    "",
    "A Lambda trigger refused",
    "The text is the trigger's own. Pass it on to engineering.",
  ],
  ["UnexpectedLambdaException", "", "A Lambda trigger broke", "Pass the text on to engineering."],
  ["InvalidLambdaResponseException", "", "A Lambda trigger broke", "Pass the text on to engineering."],
  [
    "AccessDeniedException",
    "",
    "The console's AWS role may not do this",
    "Flows that begin with ADMIN are signed with the console's own role. Add the action in the message to its policy, or use USER_PASSWORD_AUTH, which needs none.",
  ],
  [
    "ResourceNotFoundException",
    "",
    "Cognito does not know the app client or the pool",
    "It may have been deleted, or the Region is another.",
  ],
];

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

function refusalMeaning(step: Step, { error, message }: Refusal, hash: HashChoice): Meaning {
  const ofHash = hashMeaning(message, hash);
  if (ofHash) return ofHash;
  if (error === "NotAuthorizedException" && message.startsWith("Incorrect username or password"))
    return incorrectMeaning(step);
  const known = refusals.find(([name, prefix]) => name === error && message.startsWith(prefix));
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
