import { type AuditFilter, type Outcome, outcomes } from "#lib/audit/event.ts";

type Params = Record<string, string | string[] | undefined>;

const firstValue = (value: string | string[] | undefined): string =>
  ((Array.isArray(value) ? value[0] : value) ?? "").trim();

/** Longer texts are cut: they match nothing anyway. */
const longest = 256;

const day = /^\d{4}-\d{2}-\d{2}$/;
const oneDayMs = 86_400_000;

/** Midnight UTC of a date such as 2026-11-21, in epoch milliseconds; null for anything else. */
const midnight = (text: string): number | null => {
  const at = day.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

/** Reads the audit page's filters from its URL; what makes no sense filters nothing. The last day is included. */
export function parseAuditFilter(params: Params): { filter: Omit<AuditFilter, "poolKeys">; before: number | null } {
  const to = midnight(firstValue(params.to));
  const outcome = firstValue(params.outcome);
  const before = Number(firstValue(params.before));
  return {
    filter: {
      actor: firstValue(params.actor).slice(0, longest),
      target: firstValue(params.target).slice(0, longest),
      action: firstValue(params.action).slice(0, longest) || null,
      outcome: (outcomes as readonly string[]).includes(outcome) ? (outcome as Outcome) : null,
      from: midnight(firstValue(params.from)),
      to: to === null ? null : to + oneDayMs,
      jobId: firstValue(params.job).slice(0, longest) || null,
      pool: firstValue(params.pool).slice(0, longest) || null,
      onlyOperations: firstValue(params.only) === "operations",
    },
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}
