import type { User } from "#lib/users/user.ts";

/** What of a user holds such a value. */
type ColumnOf<Value> = { [Name in keyof User]: User[Name] extends Value ? Name : never }[keyof User];

/**
 * What users of the directory have to meet, as data: filters say it, `lib/db/user-condition.ts` makes SQL of it, and it crosses to the
 * database's thread. Whatever comes out of an address is in it as a value only, never as a name.
 */
export type Condition =
  /** Meets each of them; with none, everyone does. */
  | { op: "all"; of: readonly Condition[] }
  | { op: "equals"; column: ColumnOf<string | null>; value: string }
  | { op: "flag"; column: ColumnOf<boolean>; value: boolean }
  /** Epoch milliseconds: `from` includes the moment, `before` does not. */
  | { op: "from" | "before"; column: ColumnOf<number>; at: number }
  /** The list has this very text in it. */
  | { op: "holds"; column: ColumnOf<string[]>; value: string }
  /**
   * Somebody else of the pool has the same value in one of these columns.
   * @property folded whether the case of letters counts for nothing; of A to Z, as the database folds
   */
  | { op: "shared"; columns: readonly ("email" | "phone" | "preferredUsername")[]; folded: boolean }
  /** Username, e-mail, phone, name, preferred username or sub contains one of the texts, whatever case and accents. */
  | { op: "mentions"; texts: readonly string[] }
  /** Username, e-mail, phone, preferred username or sub is one of these, whatever the case. */
  | { op: "named"; names: readonly string[] };

export const everyone: Condition = { op: "all", of: [] };
