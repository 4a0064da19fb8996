import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleHelp from "lucide-react/icons/circle-help";
import type { ReactNode } from "react";
import { OwnCallsChart } from "#components/health/own-calls-chart.tsx";
import { type CheckPermissions, PermissionList } from "#components/health/permission-list.tsx";
import { PolicyText } from "#components/health/policy-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { ExactTime, Now } from "#components/ui/time.tsx";
import type { Finding } from "#lib/health/finding.ts";
import { clientProblems, signInFlows } from "#lib/health/judge-clients.ts";
import { unknownAccount } from "#lib/health/policy.ts";
import type { HealthView } from "#lib/health/queries.ts";
import type { AppClient } from "#lib/health/reading.ts";

/** In this order: what is wrong is read first. */
const stateText: Record<Finding["state"], { label: string; icon: typeof CircleAlert; className: string }> = {
  problem: { label: "Problem", icon: CircleAlert, className: "text-bad" },
  unknown: { label: "Not known", icon: CircleHelp, className: "text-faint" },
  good: { label: "Good", icon: CircleCheck, className: "text-good" },
};
const states = Object.keys(stateText) as Finding["state"][];

const summaryOf = (findings: readonly Finding[]): string => {
  const problems = findings.filter(({ state }) => state === "problem").length;
  const unknown = findings.filter(({ state }) => state === "unknown").length;
  const found = problems === 0 ? "No problem found" : problems === 1 ? "1 problem" : `${problems} problems`;
  return unknown > 0 ? `${found}, ${unknown} not known` : found;
};

/** Whether the console reaches the pool, as whom, with which permissions, and how the pool is set up. */
export const HealthScreen = ({ view, checkPermissions }: { view: HealthView; checkPermissions: CheckPermissions }) => {
  const { reading, findings, required, policy, accountKnown, mayCheck, now } = view;
  const { entry, clients } = reading;
  return (
    <Now value={now}>
      <main className="w-full max-w-5xl px-4 py-5 sm:px-6">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h1 className="font-semibold text-xl tracking-tight">Health of {entry.name}</h1>
          {entry.test && <Badge>Test</Badge>}
        </div>
        <p className="mt-0.5 text-muted text-sm">
          {summaryOf(findings)} · <code className="font-mono text-xs">{entry.id}</code> · read at <ExactTime at={now} />
        </p>
        <ul aria-label="Findings" className="mt-4 divide-y divide-line rounded-lg border border-line">
          {states.flatMap((state) =>
            findings.filter((finding) => finding.state === state).map((one) => <FindingRow key={one.id} {...one} />),
          )}
        </ul>
        {required.length > 0 && (
          <Part
            id="permission-list"
            title="Permissions"
            about="What the console calls on this pool for the roles that are granted on it."
          >
            <PermissionList
              pool={entry.key}
              required={required}
              check={reading.check}
              mayCheck={mayCheck}
              checkPermissions={checkPermissions}
            />
          </Part>
        )}
        {policy && (
          <Part
            id="policy"
            title="IAM policy"
            about={`Allows exactly these ${required.length} actions on this pool and nothing else.${
              accountKnown ? "" : ` Put the number of the pool's account in place of ${unknownAccount}.`
            }`}
          >
            <PolicyText policy={policy} />
          </Part>
        )}
        {clients.ok && clients.value.clients.length > 0 && (
          <Part id="client-list" title="App clients" about="How apps sign users of this pool in.">
            <ClientTable clients={clients.value.clients} />
          </Part>
        )}
        <Part
          id="calls"
          title="Our own calls in the last hour"
          about="Those of this process to this account and Region. The pool's other traffic draws on the same quotas and cannot be seen without CloudWatch."
        >
          <OwnCallsChart ownCalls={reading.ownCalls} />
        </Part>
      </main>
    </Now>
  );
};

function FindingRow({ id, state, title, detail, remedy }: Finding) {
  const { label, icon: Icon, className } = stateText[state];
  return (
    <li id={id} className="flex scroll-mt-4 items-start gap-2.5 px-3.5 py-3 text-sm target:bg-accent-row">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1 break-words">
        <h2 className="font-medium">
          <span className="sr-only">{label}: </span>
          {title}
        </h2>
        <p className="text-muted">{detail}</p>
        {remedy && <p className="mt-0.5">{remedy}</p>}
      </div>
    </li>
  );
}

interface PartProps {
  id: string;
  title: string;
  about: string;
  children: ReactNode;
}

const Part = ({ id, title, about, children }: PartProps) => (
  <section aria-labelledby={id} className="mt-7">
    <h2 id={id} className="scroll-mt-4 font-semibold text-lg">
      {title}
    </h2>
    <p className="mt-0.5 text-muted text-sm">{about}</p>
    <div className="mt-2 rounded-lg border border-line">{children}</div>
  </section>
);

const flowText = (flow: string): string => flow.replace(/^ALLOW_/, "").replace(/_AUTH$/, "");

const ClientTable = ({ clients }: { clients: readonly AppClient[] }) => (
  <ScrollRegion aria-label="App clients" className="overflow-x-auto rounded-lg">
    <table className="w-full text-left text-sm">
      <thead className="bg-subtle text-muted text-xs">
        <tr>
          {["Name", "Sign-in flows", "Secret", "To look at"].map((heading) => (
            <th key={heading} scope="col" className="h-9 whitespace-nowrap px-3.5 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <tr key={client.id} className="border-line border-t align-top">
            <th scope="row" className="min-w-40 px-3.5 py-2 font-medium">
              {client.name}
              <span className="block break-all font-mono font-normal text-faint text-xs">{client.id}</span>
            </th>
            <td className="px-3.5 py-2">{signInFlows(client).map(flowText).join(", ") || "None"}</td>
            <td className="px-3.5 py-2">{client.hasSecret ? "Yes" : "No"}</td>
            <td className="min-w-52 px-3.5 py-2 text-muted">{clientProblems(client).join(" ") || "Nothing"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
);
