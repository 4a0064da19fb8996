/** What a list of names that was searched for came to, in the whole pool. */
export interface ListAnswer {
  entries: number;
  /** As they were asked for. */
  missing: string[];
  /** Names that stand for more than one user. */
  shared: { entry: string; users: number }[];
}

/** @param counts how many users each of the entries stands for */
export const listAnswer = (entries: readonly string[], counts: readonly number[]): ListAnswer => ({
  entries: entries.length,
  missing: entries.filter((_, i) => counts[i] === 0),
  shared: entries.flatMap((entry, i) => {
    const users = counts[i] ?? 0;
    return users > 1 ? [{ entry, users }] : [];
  }),
});
