import type { Answer, Challenge } from "#lib/sign-in/answer.ts";
import type { Speaker, Step } from "#lib/sign-in/step.ts";

/** How a conversation is begun. */
export const beginnings = ["sign-in", "forgot-password", "confirm-forgot-password"] as const;
export type Beginning = (typeof beginnings)[number];

/** Where the conversation stands: what can be said next. `endsAt` is when the session is over, epoch milliseconds. */
export type Stage =
  | { at: "start"; with: Beginning }
  | { at: "challenge"; by: Speaker; challenge: Challenge; endsAt: number }
  | { at: "app-secret"; by: Speaker; secret: string; session: string; username: string; endsAt: number }
  | { at: "app-verified"; by: Speaker; session: string; username: string; endsAt: number }
  | { at: "signed-in"; accessToken: string; username: string };

export const firstStage: Stage = { at: "start", with: "sign-in" };

/**
 * Where a step and its answer lead.
 * @param heardAt when the answer came
 * @param sessionMinutes of the app client
 */
export function nextStage(stage: Stage, step: Step, answer: Answer, heardAt: number, sessionMinutes: number): Stage {
  const endsAt = heardAt + sessionMinutes * 60_000;
  const by = byOf(stage, step);
  switch (answer.kind) {
    case "challenge": {
      const username = answer.challenge.username || step.username;
      return { at: "challenge", by, challenge: { ...answer.challenge, username }, endsAt };
    }
    case "tokens":
      return { at: "signed-in", accessToken: answer.accessToken, username: step.username };
    case "code-sent":
      return { at: "start", with: "confirm-forgot-password" };
    case "app-secret":
      return { at: "app-secret", by, secret: answer.secret, session: answer.session, username: step.username, endsAt };
    case "app-verified":
      return { at: "app-verified", by, session: answer.session, username: step.username, endsAt };
    case "done":
      return step.name === "confirm-forgot-password" ? firstStage : stage;
    case "refused":
      if (answer.error === "PasswordResetRequiredException") return { at: "start", with: "forgot-password" };
      // A session that is over cannot be answered any more (cognito.md 7.3).
      return answer.message.startsWith("Invalid session") ? firstStage : stage;
    case "unanswered":
      return stage;
  }
}

function byOf(stage: Stage, step: Step): Speaker {
  if (step.name === "sign-in") return step.flow === "ADMIN_USER_PASSWORD_AUTH" ? "admin" : "user";
  if ("by" in step) return step.by;
  return "by" in stage ? stage.by : "user";
}
