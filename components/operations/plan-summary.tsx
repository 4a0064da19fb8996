import ArrowRight from "lucide-react/icons/arrow-right";
import Check from "lucide-react/icons/check";
import ChevronRight from "lucide-react/icons/chevron-right";
import CircleMinus from "lucide-react/icons/circle-minus";
import Clock from "lucide-react/icons/clock";
import Info from "lucide-react/icons/info";
import KeyRound from "lucide-react/icons/key-round";
import Mail from "lucide-react/icons/mail";
import ReceiptText from "lucide-react/icons/receipt-text";
import ScanEye from "lucide-react/icons/scan-eye";
import type { ReactNode } from "react";
import { CommandText } from "#components/operations/command-text.tsx";
import { recoveryLines } from "#components/operations/recovery-lines.ts";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { StatusBadge } from "#components/users/status-badge.tsx";
import { cognitoCalls, stepText } from "#lib/calls/call.ts";
import { type QuotaCategory, quotas } from "#lib/calls/quota.ts";
import type { Remedy } from "#lib/operations/decision.ts";
import { type Forecast, type Plan, type SkippedUser, secondsFor, shares } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { type User, userLabel } from "#lib/users/user.ts";

const amount = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

interface SkipGroup {
  reason: string;
  remedy: Remedy | null;
  users: User[];
}

function groupSkipped(skipped: readonly SkippedUser[]): SkipGroup[] {
  const groups = new Map<string, SkipGroup>();
  for (const { user, reason, remedy } of skipped) {
    const key = `${reason}\n${remedy?.text ?? ""}`;
    const group = groups.get(key);
    if (group) group.users.push(user);
    else groups.set(key, { reason, remedy, users: [user] });
  }
  return [...groups.values()].sort((a, b) => b.users.length - a.users.length);
}

function countNotes(plan: Plan): [note: string, users: number][] {
  const counts = new Map<string, number>();
  for (const { notes } of plan.apply) for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Requests a second of the category that takes the longest. */
function paceOf(plan: Plan): number {
  const calls = new Map<QuotaCategory, number>([
    ["UserList", plan.apply.length + plan.forecast.askedNames],
    ["UserRead", plan.forecast.lookups],
  ]);
  for (const planned of plan.apply)
    for (const { call } of planned.steps) {
      const { quota } = cognitoCalls[call.name];
      calls.set(quota, (calls.get(quota) ?? 0) + 1);
    }
  const share = plan.forecast.share;
  const [slowest] = [...calls].sort((a, b) => secondsFor(b[0], b[1], share) - secondsFor(a[0], a[1], share));
  return slowest ? quotas[slowest[0]] * shares[share] : 0;
}

const timeText = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);

/** "22 by e-mail, 3 by SMS", where the messages do not all go the same way. */
function channelText({ channels }: Forecast): string | null {
  const parts = Object.entries(channels).filter(([, count]) => count > 0);
  if (parts.length < 2 && channels.unknown === 0) return null;
  const words = { email: "by e-mail", sms: "by SMS", unknown: "by e-mail or SMS" };
  return `${parts.map(([channel, count]) => `${count} ${words[channel as keyof typeof words]}`).join(", ")}.`;
}

interface PlanSummaryProps {
  plan: Plan;
  pool: Pool;
  /** Selected users that are no longer in the pool. */
  missing: number;
  /** The way out for users that are skipped, when there is one. */
  wayOut: (group: { remedy: Remedy; users: User[] }) => ReactNode;
}

/** A plan in words: who will be changed, who will not and why, and what it costs. */
export function PlanSummary({ plan, pool, missing, wayOut }: PlanSummaryProps) {
  const { apply, skip, forecast } = plan;
  const notes = countNotes(plan);
  const only = apply.length === 1 && skip.length === 0 ? apply[0] : undefined;
  return (
    <div className="divide-y divide-line">
      <div className="px-3.5 py-3">
        <p className="font-medium text-base tabular-nums">
          {apply.length.toLocaleString("en")} will be changed
          {skip.length > 0 && (
            <span className="font-normal text-muted"> · {skip.length.toLocaleString("en")} will be skipped</span>
          )}
        </p>
        {only?.becomes.status !== undefined && only.becomes.status !== only.user.status && (
          <p className="mt-1.5 flex flex-wrap items-center gap-1.5">
            <StatusBadge status={only.user.status} />
            <ArrowRight aria-label="becomes" className="size-3.5 text-faint" />
            <StatusBadge status={only.becomes.status} />
          </p>
        )}
        {only && only.steps.length > 1 && (
          <ol aria-label="Steps" className="mt-2 list-decimal space-y-0.5 pl-5 marker:text-faint marker:tabular-nums">
            {only.steps.map(({ operation, call }) => (
              <li key={`${operation} ${call.name}`}>{stepText(call)}</li>
            ))}
          </ol>
        )}
        {apply.length > 1 && <Names summary="Show who" users={apply.map(({ user }) => user)} />}
      </div>
      {(skip.length > 0 || missing > 0) && (
        <ul className="space-y-2.5 px-3.5 py-3">
          {groupSkipped(skip).map((group) => (
            <li key={`${group.reason}${group.remedy?.text}`} className="flex gap-2.5">
              <CircleMinus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium tabular-nums">{amount(group.users.length, "user", "users")}:</span>{" "}
                  {group.reason}
                </p>
                {group.remedy && <p className="text-muted">{group.remedy.text}</p>}
                {group.remedy && wayOut({ remedy: group.remedy, users: group.users })}
                {group.users.length + apply.length > 1 && <Names summary="Show who" users={group.users} />}
              </div>
            </li>
          ))}
          {missing > 0 && (
            <Line icon={<CircleMinus />}>{amount(missing, "user is", "users are")} no longer in the pool.</Line>
          )}
        </ul>
      )}
      {apply.length > 0 && (
        <ul className="space-y-1.5 px-3.5 py-3">
          {notes.map(([note, users]) => (
            <Line key={note} icon={<Info />}>
              {apply.length > 1 && (
                <span className="tabular-nums">{users === apply.length ? `All ${users}` : users}: </span>
              )}
              {note}
            </Line>
          ))}
          {forecast.invitations > 0 && (
            <Line icon={<Mail />}>{amount(forecast.invitations, "invitation", "invitations")} will be sent.</Line>
          )}
          {forecast.codes > 0 && <Line icon={<Mail />}>{amount(forecast.codes, "code", "codes")} will be sent.</Line>}
          {channelText(forecast) && <Line icon={<Mail />}>{channelText(forecast)}</Line>}
          {forecast.mailToday !== null && (
            <Line icon={<Mail />}>
              At most {amount(forecast.mailToday, "e-mail", "e-mails")} can go today; other mail of the account may
              leave fewer.
            </Line>
          )}
          {recoveryLines(plan).map((line) => (
            <Line key={line} icon={<ScanEye />}>
              {line}
            </Line>
          ))}
          {forecast.passwords > 0 && (
            <Line icon={<KeyRound />}>
              {amount(forecast.passwords, "password", "passwords")} can be shown to you, once.
            </Line>
          )}
          {forecast.billable > 0 && (
            <Line icon={<ReceiptText />}>
              Up to {amount(forecast.billable, "user becomes", "users become")} billable this month.
            </Line>
          )}
          <Line icon={<Clock />}>
            {forecast.seconds > 0
              ? `Takes about ${timeText(forecast.seconds)} at ${paceOf(plan).toLocaleString("en")} requests a second.`
              : "Takes a moment."}
          </Line>
        </ul>
      )}
      {apply.length > 0 && <CommandText plan={plan} pool={pool} />}
    </div>
  );
}

const Line = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <li className="flex gap-2.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint">
    <span aria-hidden="true">{icon}</span>
    <span className="min-w-0 break-words">{children}</span>
  </li>
);

const Names = ({ summary, users }: { summary: string; users: User[] }) => (
  <details className="group mt-1">
    <summary className="inline-flex items-center gap-1 rounded text-accent hover:text-accent-hover">
      <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
      {summary}
    </summary>
    <ScrollRegion
      as="ul"
      aria-label="Users"
      className="mt-1 max-h-40 overflow-y-auto rounded-md border border-line px-2.5 py-1.5 text-muted"
    >
      {users.map((user) => (
        <li key={user.sub} className="truncate py-0.5" title={user.username}>
          {userLabel(user)}
        </li>
      ))}
    </ScrollRegion>
  </details>
);

/** Where the plan comes from; always one line, so that nothing moves when the answer arrives. */
export const PlanSource = ({ state }: { state: "asking" | "live" | "directory" | "none" }) => (
  <p role="status" className="flex min-h-5 items-center gap-1.5 text-faint text-xs">
    {state === "asking" && "Checking the present state…"}
    {state === "live" && (
      <>
        <Check aria-hidden="true" className="size-3.5 text-good" />
        Checked with Cognito just now
      </>
    )}
    {state === "directory" && "From the directory; each user is checked again just before its turn"}
  </p>
);
