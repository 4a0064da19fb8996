import type { FaultCode } from "#lib/errors.ts";
import { hidden, type MemberText } from "#lib/sign-in/step.ts";

/** What Cognito wants to know before it gives out tokens. */
export interface Challenge {
  name: string;
  session: string;
  /** What the answer has to call the user: USER_ID_FOR_SRP (cognito.md 7.4). */
  username: string;
  /** Attributes that a user must have and this one has not, without their prefix (cognito.md 7.2). */
  requiredAttributes: string[];
  /** Where a code went, masked by Cognito. */
  destination: string | null;
  /** Second factors to choose from, or to set up. */
  factors: string[];
}

/** What came back from Cognito; a refusal is an answer like any other here. */
export type Answer =
  | { kind: "challenge"; challenge: Challenge }
  | { kind: "tokens"; accessToken: string; idToken: string; refreshToken: string; seconds: number }
  | { kind: "code-sent"; medium: string; destination: string }
  | { kind: "app-secret"; secret: string; session: string }
  | { kind: "app-verified"; session: string }
  | { kind: "done" }
  | { kind: "refused"; error: string; message: string; code: FaultCode }
  /** Nothing was heard. */
  | { kind: "unanswered"; code: FaultCode; message: string };

/** What went wrong, by the console's name for it; null when Cognito took the step. */
export const codeOf = (answer: Answer): FaultCode | null =>
  answer.kind === "refused" || answer.kind === "unanswered" ? answer.code : null;

/** The answer's members as the screen lists them: of what is secret only that it is there. */
export function answerRows(answer: Answer): [name: string, value: MemberText][] {
  switch (answer.kind) {
    case "challenge": {
      const { name, username, requiredAttributes, destination, factors } = answer.challenge;
      return [
        ["ChallengeName", name],
        ...(username ? [["USER_ID_FOR_SRP", username] as [string, MemberText]] : []),
        ...(name === "NEW_PASSWORD_REQUIRED"
          ? [["requiredAttributes", requiredAttributes.join(", ") || "none"] as [string, MemberText]]
          : []),
        ...(destination ? [["CODE_DELIVERY_DESTINATION", destination] as [string, MemberText]] : []),
        ...(factors.length > 0 ? [["Factors", factors.join(", ")] as [string, MemberText]] : []),
        ["Session", hidden("SESSION")],
      ];
    }
    case "tokens":
      return [
        ["AccessToken", hidden("ACCESS_TOKEN")],
        ["IdToken", hidden("ID_TOKEN")],
        ...(answer.refreshToken ? [["RefreshToken", hidden("REFRESH_TOKEN")] as [string, MemberText]] : []),
        ["ExpiresIn", `${answer.seconds} s`],
      ];
    case "code-sent":
      return [
        ["DeliveryMedium", answer.medium],
        ["Destination", answer.destination],
      ];
    case "app-secret":
      return [
        ["SecretCode", hidden("SECRET_CODE")],
        ["Session", hidden("SESSION")],
      ];
    case "app-verified":
      return [
        ["Status", "SUCCESS"],
        ["Session", hidden("SESSION")],
      ];
    case "done":
      return [];
    case "refused":
      return [
        ["Error", answer.error],
        ["Message", answer.message],
      ];
    case "unanswered":
      return [];
  }
}
