import type { Authority } from "#lib/authority/authority.ts";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decideAlone } from "#lib/operations/decide.ts";
import { bestWay, diagnose, type Finding, type Way } from "#lib/operations/diagnose.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import { refusal } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** Whether a menu lets an operation be chosen, and the line it shows below the name. */
export interface OperationOffer {
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

/** The options that may be chosen for this many users of the pool. */
export const allowedOptions = (id: OperationId, authority: Authority, users: number, pool: Pool): OptionName[] =>
  operations[id].options.filter((option) => refusal(id, { [option]: true }, authority, users, pool) === null);

/** What the role menu says about an operation on one user: open, open with a choice to make, or closed and why. */
export function offerForUser(id: OperationId, user: User, pool: Pool, authority: Authority): OperationOffer {
  const refused = refusal(id, {}, authority, 1, pool);
  if (refused) return { possible: false, note: refused };
  const plain = decideAlone(id, user, pool, {});
  if (plain.apply) return { possible: true, note: null };
  const options = allowedOptions(id, authority, 1, pool);
  const choices: OperationOptions[] = [
    ...options.map((option) => ({ [option]: true })),
    Object.fromEntries(options.map((option) => [option, true])),
  ];
  if (choices.some((choice) => decideAlone(id, user, pool, choice).apply))
    return { possible: true, note: `Asks first: ${plain.reason}` };
  return { possible: false, note: plain.remedy ? `${plain.reason} ${plain.remedy.text}` : plain.reason };
}

/** The same for a selection: only the role and the number count; who is skipped is the plan's business. */
export function offerForMany(id: OperationId, users: number, pool: Pool, authority: Authority): OperationOffer {
  const note = refusal(id, {}, authority, users, pool);
  return { possible: note === null, note };
}

/** The findings with the ways that may be gone. */
export const offeredFindings = (findings: readonly Finding[], pool: Pool, authority: Authority): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    ways: finding.ways.filter(({ operation, options }) => refusal(operation, options, authority, 1, pool) === null),
  }));

/** The best way for a user who cannot sign in, as far as the row alone tells; null when nothing keeps the user out. */
export const bestOffer = (user: User, pool: Pool, authority: Authority, now: number): Way | null =>
  bestWay(offeredFindings(diagnose(user, pool, now), pool, authority));
