import { Bar } from "#components/overview/bar.tsx";
import { Card } from "#components/overview/card.tsx";
import { CountLink } from "#components/overview/count-link.tsx";
import type { Tone } from "#components/ui/badge.tsx";
import { countText } from "#components/users/count-text.ts";
import { listPath } from "#components/users/list/list-link.tsx";
import { statusTone } from "#components/users/status-badge.tsx";
import { firstSearch, type Tab } from "#lib/directory/search.ts";
import { statuses, statusText } from "#lib/users/user.ts";

export const tabText = (tab: Tab): string =>
  tab === "all" ? "Everyone" : tab === "disabled" ? "Disabled" : statusText[tab].label;

export const tabTone = (tab: Tab): Tone => (tab === "all" || tab === "disabled" ? "none" : statusTone[tab]);

/** Users of each status as bars, the table itself being what is heard. */
export function StatusCard({ poolKey, tabs }: { poolKey: string; tabs: Record<string, number> }) {
  const shown: Tab[] = [...statuses, "disabled"];
  const most = Math.max(1, ...shown.map((tab) => tabs[tab] ?? 0));
  return (
    <Card
      title="Users by status"
      about="Each user has one status. A disabled user is counted under it and once more below."
    >
      <table className="w-full text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Users</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((tab) => (
            <tr key={tab}>
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                {tabText(tab)}
              </th>
              <td className="w-full py-1">
                <div className="flex items-center gap-3">
                  <Bar count={tabs[tab] ?? 0} most={most} tone={tabTone(tab)} />
                  <span className="w-14 shrink-0 text-right">
                    <CountLink
                      to={listPath(poolKey, { ...firstSearch, tab })}
                      text={countText(tabs[tab] ?? 0)}
                      of={`users: ${tabText(tab)}`}
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
