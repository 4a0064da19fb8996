import type { AuditEvent, Outcome } from "#lib/audit/event.ts";
import { sentence } from "#lib/audit/sentence.ts";
import type { SignInEvent } from "#lib/users/profile.ts";

/** One thing that happened to a user, whoever has recorded it. Times are epoch milliseconds. */
export interface TimelineEntry {
  id: string;
  at: number;
  source: "audit" | "run" | "note" | "cognito";
  text: string;
  outcome: Outcome | null;
  /** Why it was done, as the member of staff said. */
  reason: string | null;
  ticket: string | null;
  jobId: string | null;
}

export const ofEvent = (event: AuditEvent): TimelineEntry => ({
  id: event.id,
  at: event.at,
  source: "audit",
  text: sentence(event),
  outcome: event.outcome,
  reason: null,
  ticket: null,
  jobId: event.jobId,
});

const signInWords: Record<string, string> = {
  SignIn: "sign-in",
  SignUp: "sign-up",
  ForgotPassword: "“Forgot password”",
  PasswordChange: "password change",
  ResendCode: "code sent again",
};

export const ofSignInEvent = ({ id, at, kind, passed, from, device }: SignInEvent): TimelineEntry => ({
  id,
  at,
  source: "cognito",
  text: `The user's ${signInWords[kind] ?? kind} ${passed ? "went through" : "failed"}${from ? `, from ${from}` : ""}${device ? `, on ${device}` : ""}.`,
  outcome: passed ? "done" : "failed",
  reason: null,
  ticket: null,
  jobId: null,
});

/** One line out of several, newest first. */
export const merged = (...lines: readonly TimelineEntry[][]): TimelineEntry[] =>
  lines.flat().sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
