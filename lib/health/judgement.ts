import type { FaultCode, Result } from "#lib/errors.ts";
import type { Finding } from "#lib/health/finding.ts";

/** What is found of one subject, before it is put under its id. */
export type Judgement = Omit<Finding, "id">;

export const goodFinding = (title: string, detail: string): Judgement => ({
  state: "good",
  title,
  detail,
  remedy: null,
});
export const problemFinding = (title: string, detail: string, remedy: string): Judgement => ({
  state: "problem",
  title,
  detail,
  remedy,
});
export const unknownFinding = (title: string, detail: string, remedy: string | null = null): Judgement => ({
  ...{ state: "unknown", title, detail, remedy },
});

export const codeOf = (result: Result<unknown>): FaultCode | null => (result.ok ? null : result.error.code);
export const saidOf = (result: Result<unknown>): string =>
  result.ok ? "" : (result.error.said ?? result.error.message);

/** Names in a sentence. */
export const listed = (names: readonly string[]): string => names.join(", ");
