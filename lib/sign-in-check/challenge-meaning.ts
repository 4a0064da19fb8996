import type { Meaning } from "#lib/sign-in-check/meaning.ts";

/**
 * What Cognito asks for before it gives out tokens.
 * @param minutes how long the app client's sessions live
 */
export function challengeMeaning(name: string, minutes: number): Meaning {
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
