import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import { Button } from "#components/ui/button.tsx";
import { PersonLink } from "#components/users/person-link.tsx";
import { type Finding, type Way, wayText } from "#lib/operations/diagnose.ts";

const icons = {
  blocks: <CircleAlert className="text-bad" />,
  hinders: <TriangleAlert className="text-warn" />,
  note: <Info className="text-faint" />,
};

interface DiagnosisCardProps {
  /** Worst first, with the ways that may be gone. */
  findings: Finding[];
  /** The key of the pool. */
  pool: string;
  best: Way | null;
  onChoose: ChooseWay;
}

/** Why this person cannot sign in, and the plans that lead out of it. */
export const DiagnosisCard = ({ findings, pool, best, onChoose }: DiagnosisCardProps) => (
  <section aria-label="Diagnosis" className="mt-4 divide-y divide-line rounded-lg border border-line bg-raised">
    {findings.map(({ kind, weight, title, detail, asks, ways, people = [] }) => (
      <div key={`${kind} ${title}`} className="flex gap-3 px-4 py-3.5">
        <span aria-hidden="true" className="[&_svg]:mt-0.5 [&_svg]:size-4.5">
          {kind === "nothing-wrong" ? <CircleCheck className="text-good" /> : icons[weight]}
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold text-base">{title}</h3>
          <p className="mt-0.5 text-muted text-sm">{detail}</p>
          {people.length > 0 && (
            <ul className="mt-1 space-y-0.5 text-sm">
              {people.map((person) => (
                <li key={person.sub}>
                  <PersonLink pool={pool} user={person} />
                </li>
              ))}
            </ul>
          )}
          {asks && <p className="mt-2 text-sm">{asks}</p>}
          {ways.length > 0 && (
            <div className="mt-2.5 flex flex-wrap gap-1.5">
              {bestFirst(ways, best).map((way) => (
                <Button
                  key={wayText(way)}
                  tone={way === best ? "primary" : "plain"}
                  className="max-w-full"
                  onClick={(event) => onChoose(way, event.currentTarget)}
                >
                  <span className="truncate">{wayText(way)}</span>
                </Button>
              ))}
            </div>
          )}
        </div>
      </div>
    ))}
  </section>
);

const bestFirst = (ways: Way[], best: Way | null): Way[] =>
  best && ways.includes(best) ? [best, ...ways.filter((way) => way !== best)] : ways;
