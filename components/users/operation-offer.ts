import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { bestWay, diagnose, type Finding, type Way } from "#lib/operations/diagnose.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import { refusal } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import type { User } from "#lib/users/user.ts";

/** Whether a menu lets an operation be chosen, and the line it shows below the name. */
export interface Offer {
  possible: boolean;
  note: string | null;
}

const groupLabels = {
  "sign-in": "Sign-in",
  password: "Password",
  contact: "Contact",
  account: "Account",
} as const;

/** The catalogue as menus show it: in its order, under the headings of its groups, without what has to be told more. */
export const operationGroups = (Object.keys(groupLabels) as (keyof typeof groupLabels)[]).map((group) => ({
  label: groupLabels[group],
  ids: operationIds.filter((id) => operations[id].group === group && operations[id].needs === null),
}));

/** The options this role may choose for this many users of the pool. */
export const allowedOptions = (id: OperationId, role: Role, users: number, pool: Pool): OptionName[] =>
  operations[id].options.filter((option) => refusal(id, { [option]: true }, role, users, pool) === null);

/** What the role menu says about an operation on one user: open, open with a choice to make, or closed and why. */
export function offerForUser(id: OperationId, user: User, pool: Pool, role: Role): Offer {
  const refused = refusal(id, {}, role, 1, pool);
  if (refused) return { possible: false, note: refused };
  const { decide } = operations[id];
  const plain = decide(user, pool, {});
  if (plain.apply) return { possible: true, note: null };
  const options = allowedOptions(id, role, 1, pool);
  const choices: OperationOptions[] = [
    ...options.map((option) => ({ [option]: true })),
    Object.fromEntries(options.map((option) => [option, true])),
  ];
  if (choices.some((choice) => decide(user, pool, choice).apply))
    return { possible: true, note: `Asks first: ${plain.reason}` };
  return { possible: false, note: plain.remedy ? `${plain.reason} ${plain.remedy.text}` : plain.reason };
}

/** The same for a selection: only the role and the number count; who is skipped is the plan's business. */
export function offerForMany(id: OperationId, users: number, pool: Pool, role: Role): Offer {
  const note = refusal(id, {}, role, users, pool);
  return { possible: note === null, note };
}

/** The findings with the ways that this role may go. */
export const offeredFindings = (findings: readonly Finding[], pool: Pool, role: Role): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    ways: finding.ways.filter(({ operation, options }) => refusal(operation, options, role, 1, pool) === null),
  }));

/** The best way for a user who cannot sign in, as far as the row alone tells; null when nothing keeps the user out. */
export const bestOffer = (user: User, pool: Pool, role: Role, now: number): Way | null =>
  bestWay(offeredFindings(diagnose(user, pool, now), pool, role));
