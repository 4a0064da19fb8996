import type { Decision } from "#lib/operations/decision.ts";
import type { Knowledge } from "#lib/operations/knowledge.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import type { User } from "#lib/users/user.ts";

/** Something a person can do to a user, as a value that menus, dialogs, checks, forecasts and audit sentences read. */
export interface Operation {
  /** On buttons and menu items. */
  label: string;
  /** "Ada {past} ada@example.com" in the audit. */
  past: string;
  /** "Ada tried to {infinitive} …" in the audit, when it failed or is unknown. */
  infinitive: string;
  /** What it does, for the dialog; two sentences at most. */
  about: string;
  group: "sign-in" | "password" | "contact" | "account" | "danger";
  /** The least role that may use it at all. */
  role: Role;
  /** Marked in the dialog: it takes something away from the user. */
  harsh: boolean;
  /** What nobody should do to many users at once, whatever the role. */
  oneByOne: boolean;
  /** Whether a reason has to be given whatever the pool's rules say. */
  asksReason?: "required";
  /** Whether it gives a user a way in without a provider, or revives one: a password, an invitation, a reset. */
  opensNativeSignIn: boolean;
  options: readonly OptionName[];
  /** What it needs to be told beside the user, which menus and the bulk bar cannot; the page of one user asks for it. */
  needs: "attributes" | "group" | "typedUsername" | null;
  decide: (user: User, pool: Pool, options: OperationOptions, knowledge: Knowledge) => Decision;
}
