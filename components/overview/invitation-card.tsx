import { Bar } from "#components/overview/bar.tsx";
import { Card } from "#components/overview/card.tsx";
import { CountLink } from "#components/overview/count-link.tsx";
import { countText } from "#components/users/count-text.ts";
import { listPath } from "#components/users/list/list-link.tsx";
import { type InvitationFilter, invitationText } from "#lib/filters/invitation.ts";
import type { Numbers } from "#lib/overview/queries.ts";

const stateText: Record<InvitationFilter["state"], { label: string; meaning: string }> = {
  waiting: { label: "Waiting", meaning: "The temporary password works still." },
  uncertain: { label: "Uncertain", meaning: "It may have ended: Cognito does not say when it was last sent." },
  expired: { label: "Expired", meaning: "The temporary password works no more." },
};

/** "Sat 21 Nov"; days are UTC days. */
const dayText = (day: string): string =>
  new Date(day).toLocaleDateString("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });

interface InvitationCardProps extends Pick<Numbers, "invitations" | "ending"> {
  poolKey: string;
  /** For how long the pool's temporary passwords work. */
  lifeDays: number;
}

/** Temporary passwords that nobody has replaced, and when those that work still can end. */
export function InvitationCard({ poolKey, lifeDays, invitations, ending }: InvitationCardProps) {
  const most = Math.max(1, ...ending.map(({ users }) => users));
  return (
    <Card
      title="Invitations"
      about={`A temporary password of this pool works for ${lifeDays} ${lifeDays === 1 ? "day" : "days"}. Counted from when a user was made and last changed; the page of a user also knows what this console sent.`}
    >
      <dl className="grid gap-3 sm:grid-cols-3">
        {invitations.map(({ search, by, users }) => (
          <div key={by.state}>
            <dt className="text-muted text-xs">{stateText[by.state].label}</dt>
            <dd>
              <CountLink
                to={listPath(poolKey, search)}
                text={countText(users)}
                of={`users: ${invitationText(by)}`}
                className="text-xl"
              />
              <p className="text-pretty text-muted text-xs">{stateText[by.state].meaning}</p>
            </dd>
          </div>
        ))}
      </dl>
      <table className="mt-5 w-full text-sm">
        <caption className="mb-1 text-left text-muted text-xs">
          Waiting, by the first day on which they can end (UTC)
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Users</th>
          </tr>
        </thead>
        <tbody>
          {ending.map(({ search, by, users }, i) => (
            <tr key={by.endsOn}>
              <th scope="row" className="whitespace-nowrap py-0.5 pr-3 text-left font-normal tabular-nums">
                {i === 0 ? "Today" : dayText(by.endsOn ?? "")}
              </th>
              <td className="w-full py-0.5">
                <div className="flex items-center gap-3">
                  <Bar count={users} most={most} tone="warn" />
                  <span className="w-14 shrink-0 text-right">
                    <CountLink
                      to={listPath(poolKey, search)}
                      text={countText(users)}
                      of={`users: ${invitationText(by)}`}
                      className="justify-end"
                    />
                  </span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
