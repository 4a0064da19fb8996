import ChevronRight from "lucide-react/icons/chevron-right";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import type { OperationOffer } from "#components/operations/operation-offer.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/users/page/section.tsx";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";

/** What has to be told more stands where it can be told: with the attributes, the groups, the danger zone. */
const ids = operationIds.filter((id) => operations[id].needs === null);

const consequence = (id: OperationId): string => operations[id].about.split(/(?<=\.)\s/)[0] ?? "";

interface OperationRowsProps {
  offer: (id: OperationId) => OperationOffer;
  onChoose: ChooseWay;
}

/** Every operation on this user: what it does, and why not where it cannot be done now. */
export function OperationRows({ offer, onChoose }: OperationRowsProps) {
  const offers = ids.map((id) => ({ id, ...offer(id) }));
  const closed = offers.filter(({ possible }) => !possible);
  return (
    <Section title="Operations">
      <ul className="divide-y divide-line">
        {offers
          .filter(({ possible }) => possible)
          .map(({ id, note }) => (
            <li key={id} className="flex items-center gap-4 py-2 first:pt-0">
              <div className="min-w-0 flex-1">
                <p className="font-medium text-sm">{operations[id].label}</p>
                <p className="text-muted text-xs">{note ?? consequence(id)}</p>
              </div>
              <Button
                aria-label={`Choose ${operations[id].label}`}
                onClick={(event) => onChoose({ operation: id, options: {} }, event.currentTarget)}
              >
                Choose
              </Button>
            </li>
          ))}
      </ul>
      {closed.length > 0 && (
        <details className="group mt-1.5">
          <summary className="inline-flex items-center gap-1 rounded py-1 text-accent text-sm hover:text-accent-hover">
            <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
            Not possible now ({closed.length})
          </summary>
          <ul className="mt-1 space-y-2.5 pl-4.5">
            {closed.map(({ id, note }) => (
              <li key={id}>
                <p className="font-medium text-muted text-sm">{operations[id].label}</p>
                <p className="text-muted text-xs">{note}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
