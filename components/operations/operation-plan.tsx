import { useState } from "react";
import { offerForMany } from "#components/operations/operation-offer.ts";
import { optionLabels } from "#components/operations/option-words.ts";
import type { OrderedOperation } from "#components/operations/ordered-operation.ts";
import { PlanSource, PlanSummary } from "#components/operations/plan-summary.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Authority } from "#lib/authority/authority.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Remedy } from "#lib/operations/decision.ts";
import { type Plan, refusal } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

interface OperationPlanProps {
  operation: OrderedOperation;
  pool: Pool;
  authority: Authority;
  /** Another operation for some of these users. */
  onInstead: (operation: OperationId, subs: string[]) => void;
}

/** What the order would do, as far as that is known, and where the knowledge comes from. */
export function OperationPlan({ operation, pool, authority, onInstead }: OperationPlanProps) {
  const { shown, checked, progress, order, frozen, look } = operation;
  const asking = checked === null && progress.previewProblem === null;
  return (
    <section aria-label="Plan" aria-busy={asking} className="text-sm">
      <div className="rounded-lg border border-line">
        {shown ? (
          <PlanSummary
            plan={shown}
            pool={pool}
            missing={checked?.missing ?? 0}
            wayOut={(group) => (
              <WayOutButton {...group} operation={operation} pool={pool} authority={authority} onInstead={onInstead} />
            )}
          />
        ) : (
          <div aria-hidden="true" className="animate-pulse space-y-2.5 px-3.5 py-3">
            <div className="h-5 w-48 rounded bg-hover" />
            <div className="h-4 w-72 max-w-full rounded bg-hover" />
            <div className="h-4 w-60 max-w-full rounded bg-hover" />
          </div>
        )}
      </div>
      {checked && order.subs.length === 1 && inDoubt(checked.plan) && <LookButton frozen={frozen} look={look} />}
      <div className="mt-2">
        <PlanSource state={checked ? (checked.live ? "live" : "directory") : asking ? "asking" : "none"} />
      </div>
    </section>
  );
}

/** Whether it depends on second factors that nobody has read. */
const inDoubt = ({ forecast: { lookups, unsureCodes } }: Plan): boolean => lookups > 0 || unsureCodes > 0;

/** Pressed once, it looks once: each look is an event of its own. */
function LookButton({ frozen, look }: Pick<OrderedOperation, "frozen" | "look">) {
  const [pending, setPending] = useState(false);
  const press = async () => {
    setPending(true);
    await look();
    setPending(false);
  };
  return (
    <Button size="small" className="mt-2" pending={pending} unavailable={frozen} onClick={press}>
      Look whether a code can reach this user: makes it billable this month
    </Button>
  );
}

interface WayOutButtonProps extends OperationPlanProps {
  remedy: Remedy;
  /** Those that are skipped for want of it. */
  users: User[];
}

/** What would let the users in that are skipped; nothing where this role may not do it. */
function WayOutButton({ remedy, users, operation, pool, authority, onInstead }: WayOutButtonProps) {
  const { offered, progress, report, rows } = operation;
  const { option, operation: instead, first } = remedy;
  const way = (text: string, take: () => void) => (
    <Button size="small" className="mt-1.5" unavailable={operation.frozen} onClick={take}>
      {text}
    </Button>
  );
  if (first && refusal(first, {}, authority, users.length, pool) === null)
    return way(`${operations[first].label} first`, () => report({ type: "put-first", operation: first }));
  if (option && offered.includes(option) && !progress.options[option])
    return way(optionLabels[option](rows), () => report({ type: "option-set", option, on: true }));
  if (instead && offerForMany(instead, users.length, pool, authority).possible)
    return way(`${operations[instead].label} instead`, () =>
      onInstead(
        instead,
        users.map((user) => user.sub),
      ),
    );
  return null;
}
