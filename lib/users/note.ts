import type { Actor } from "#lib/job.ts";

/** Characters of a note, at most. */
export const longestNote = 2000;

/** What a member of staff wrote about a user. It is not changed afterwards. */
export interface Note {
  /** A UUID made by the form, so that the same note is kept once. */
  id: string;
  poolKey: string;
  sub: string;
  /** Epoch milliseconds. */
  at: number;
  author: Actor;
  text: string;
}
