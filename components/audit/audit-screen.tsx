import ChevronRight from "lucide-react/icons/chevron-right";
import ScrollText from "lucide-react/icons/scroll-text";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { WhyLink } from "#components/health/problem-text.tsx";
import { Badge, Dot, type Tone } from "#components/ui/badge.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { SelectField, TextField } from "#components/ui/text-field.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import { type AuditEvent, type AuditFilter, type Outcome, outcomes } from "#lib/audit/event.ts";
import { labelHasUsername } from "#lib/users/user.ts";

export const outcomeText: Record<Outcome, { label: string; tone: Tone }> = {
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  unknown: { label: "Not known", tone: "warn" },
  refused: { label: "Refused", tone: "info" },
  skipped: { label: "Skipped", tone: "none" },
};

const dayMs = 86_400_000;
const dayText = (at: number | null): string => (at === null ? "" : new Date(at).toISOString().slice(0, 10));

/** The filter as the form sends it. Days are UTC days; the last one is meant to its end. */
function filterQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.actor) query.set("actor", filter.actor);
  if (filter.target) query.set("target", filter.target);
  if (filter.action) query.set("action", filter.action);
  if (filter.outcome) query.set("outcome", filter.outcome);
  if (filter.from !== null) query.set("from", dayText(filter.from));
  if (filter.to !== null) query.set("to", dayText(filter.to - dayMs));
  if (filter.jobId) query.set("job", filter.jobId);
  if (filter.pool) query.set("pool", filter.pool);
  if (filter.onlyOperations) query.set("only", "operations");
  return query;
}

interface AuditScreenProps {
  events: (AuditEvent & { sentence: string; poolName: string | null })[];
  filter: AuditFilter;
  /** `seq` where the older ones begin; null when these are the last. */
  next: number | null;
  actionsList: { id: string; label: string }[];
  pools: { key: string; name: string }[];
}

/** Who did what to whom, the newest first. The filter is a form that GETs this page: it needs no script. */
export function AuditScreen({ events, filter, next, actionsList, pools }: AuditScreenProps) {
  const query = filterQuery(filter);
  const filtered = query.size > 0;
  const older = new URLSearchParams(query);
  older.set("before", String(next));
  return (
    <main className="w-full max-w-7xl px-4 py-5 sm:px-6">
      <h1 className="font-semibold text-xl tracking-tight">Audit</h1>
      <p className="mt-0.5 text-muted text-sm">Who did what to whom. Nothing here can be changed or removed.</p>
      <search>
        <form
          // a new filter is a new form: its fields start from the address
          key={query.toString()}
          action="/audit"
          className="mt-4 grid grid-cols-2 items-end gap-3 rounded-lg border border-line bg-subtle p-3 sm:grid-cols-4 lg:grid-cols-[1fr_1fr_1fr_1fr_9rem_9rem]"
        >
          <TextField
            label="Who"
            name="actor"
            defaultValue={filter.actor}
            placeholder="Name or e-mail"
            autoComplete="off"
          />
          <TextField
            label="User"
            name="target"
            defaultValue={filter.target}
            placeholder="Username, e-mail or sub"
            autoComplete="off"
          />
          <SelectField label="Operation" name="action" defaultValue={filter.action ?? ""}>
            <option value="">Any</option>
            {actionsList.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </SelectField>
          <SelectField label="Outcome" name="outcome" defaultValue={filter.outcome ?? ""}>
            <option value="">Any</option>
            {outcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {outcomeText[outcome].label}
              </option>
            ))}
          </SelectField>
          <TextField label="From (UTC)" name="from" type="date" defaultValue={dayText(filter.from)} />
          <TextField
            label="To (UTC)"
            name="to"
            type="date"
            defaultValue={filter.to === null ? "" : dayText(filter.to - dayMs)}
          />
          <div className="col-span-full flex flex-wrap items-end gap-3">
            <TextField
              label="Run"
              name="job"
              defaultValue={filter.jobId ?? ""}
              placeholder="Id of a run"
              autoComplete="off"
              className="w-full sm:w-80"
            />
            <SelectField label="Pool" name="pool" defaultValue={filter.pool ?? ""}>
              <option value="">Any</option>
              {pools.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </SelectField>
            <SelectField label="Shown" name="only" defaultValue={filter.onlyOperations ? "operations" : ""}>
              <option value="">Everything</option>
              <option value="operations">Operations only</option>
            </SelectField>
            <div className="ml-auto flex gap-2">
              {filtered && (
                <Link href={"/audit" as Route} prefetch={false} className={buttonClass({ tone: "quiet" })}>
                  Clear
                </Link>
              )}
              <Button type="submit">Filter</Button>
            </div>
          </div>
        </form>
      </search>
      {events.length === 0 ? (
        <div className="mt-5 flex flex-col items-center rounded-lg border border-line px-4 py-20 text-center">
          <ScrollText aria-hidden="true" className="mb-3 size-6 text-faint" />
          <p className="font-medium text-base">{filtered ? "No event matches" : "Nothing has happened yet"}</p>
          <p className="mt-1 max-w-sm text-muted text-sm">
            {filtered
              ? "Take a filter away, or widen the days."
              : "Sign-ins, operations and refusals stand here as soon as they happen."}
          </p>
        </div>
      ) : (
        <ol aria-label="Events" className="mt-5 divide-y divide-line rounded-lg border border-line text-sm">
          {events.map((event) => (
            <Event key={event.seq} event={event} />
          ))}
        </ol>
      )}
      {next !== null && (
        <nav aria-label="Pages" className="flex justify-end py-3">
          <Link href={`/audit?${older}` as Route} prefetch={false} className={buttonClass({ size: "small" })}>
            Older
          </Link>
        </nav>
      )}
    </main>
  );
}

const Event = ({ event }: { event: AuditScreenProps["events"][number] }) => {
  const outcome = event.outcome ?? (event.kind === "refusal" ? "refused" : event.kind === "intent" ? "unknown" : null);
  return (
    <li>
      <details className="group">
        <summary className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-x-2.5 gap-y-0.5 px-3 py-2.5 transition-colors hover:bg-subtle focus-visible:-outline-offset-2 md:grid-cols-[1rem_10.5rem_minmax(0,1fr)_auto_9rem]">
          <ChevronRight
            aria-hidden="true"
            className="mt-0.5 size-4 text-faint transition-transform group-open:rotate-90"
          />
          <span className="col-start-2 row-start-2 text-muted md:row-start-1">
            <ExactTime at={event.at} />
          </span>
          <span className="col-start-2 row-start-1 min-w-0 break-words md:col-start-3">{event.sentence}</span>
          <span className="col-start-3 row-start-1 md:col-start-4">
            {outcome && (
              <Badge tone={outcomeText[outcome].tone}>
                <Dot tone={outcomeText[outcome].tone} />
                {outcomeText[outcome].label}
              </Badge>
            )}
          </span>
          <span
            className="col-start-2 row-start-3 truncate text-muted empty:hidden md:col-start-5 md:row-start-1 md:text-right"
            title={event.poolName ?? undefined}
          >
            {event.poolName}
          </span>
        </summary>
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-1 border-line border-t bg-subtle px-3 py-3 md:pl-9.5">
          <Fact name="Who">
            {event.actor && `${event.actor.name}${event.actor.email ? ` · ${event.actor.email}` : ""}`}
          </Fact>
          <Fact name="Role">{event.role}</Fact>
          <Fact name="User">
            {event.target &&
              `${event.target.label}${labelHasUsername(event.target.label, event.target.username) ? "" : ` · ${event.target.username}`}`}
          </Fact>
          <Fact name="Sub" code>
            {event.target?.sub}
          </Fact>
          <Fact name="Call" code>
            {event.call}
          </Fact>
          <Fact name="Code" code>
            {event.code && (
              <>
                {event.code} <WhyLink code={event.code} pool={event.poolKey} />
              </>
            )}
          </Fact>
          <Fact name="Message">{event.message}</Fact>
          {Object.entries(event.detail).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value === null ? null : String(value)}
            </Fact>
          ))}
          <Fact name="AWS request" code>
            {event.requestId}
          </Fact>
          <Fact name="Run" code>
            {event.jobId && (
              <Link
                href={`/jobs/${encodeURIComponent(event.jobId)}` as Route}
                prefetch={false}
                className="rounded text-accent underline decoration-from-font underline-offset-3"
              >
                {event.jobId}
              </Link>
            )}
          </Fact>
          <Fact name="Session" code>
            {event.session}
          </Fact>
          <Fact name="Number" code>
            {event.seq}
          </Fact>
          <Fact name="Hash" code>
            {event.hash}
          </Fact>
        </dl>
      </details>
    </li>
  );
};

/** Left out when there is nothing to say. */
const Fact = ({ name, code = false, children }: { name: string; code?: boolean; children: ReactNode }) =>
  children === null || children === undefined || children === "" ? null : (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={code ? "break-all font-mono text-xs leading-5" : "break-words"}>{children}</dd>
    </>
  );
