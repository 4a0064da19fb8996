import type { Answer } from "#lib/sign-in/answer.ts";
import type { AppClient } from "#lib/sign-in/app-client.ts";
import type { HashChoice, Step, StepName } from "#lib/sign-in/step.ts";
import { challengeMeaning } from "#lib/sign-in-check/challenge-meaning.ts";
import type { Meaning } from "#lib/sign-in-check/meaning.ts";
import { refusalMeaning } from "#lib/sign-in-check/refusal-meaning.ts";

interface Exchange {
  step: Step;
  answer: Answer;
  hash: HashChoice;
  client: Pick<AppClient, "hidesUsers" | "sessionMinutes">;
}

/** What came back for a step, told to a person. */
export function explain({ step, answer, hash, client }: Exchange): Meaning {
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
