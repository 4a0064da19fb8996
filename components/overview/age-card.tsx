import { Bar } from "#components/overview/bar.tsx";
import { Card } from "#components/overview/card.tsx";
import { CountLink } from "#components/overview/count-link.tsx";
import { tabText, tabTone } from "#components/overview/status-card.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { countText } from "#components/users/count-text.ts";
import { listPath } from "#components/users/list/list-link.tsx";
import { ages, ageText } from "#lib/filters/age.ts";
import type { Numbers } from "#lib/overview/queries.ts";

const heading = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Who cannot sign in, by how long nothing has happened to them. */
export function AgeCard({ poolKey, counts }: { poolKey: string; counts: Numbers["ages"] }) {
  const most = Math.max(1, ...counts.map(({ users }) => users));
  const tabs = [...new Set(counts.map(({ search }) => search.tab))];
  return (
    <Card
      title="Stuck, by time since the last change"
      about="Cognito does not say when the trouble began; it began no later than the account was last changed. Days are counted from midnight UTC."
    >
      <ScrollRegion aria-label="Stuck users by age" className="overflow-x-auto">
        <table className="w-full text-sm">
          <thead className="text-muted text-xs">
            <tr>
              <th scope="col" className="pb-1 text-left align-bottom font-medium">
                Status
              </th>
              {ages.map((age) => (
                <th
                  key={age}
                  scope="col"
                  className="pb-1 pl-3 text-right align-bottom sm:whitespace-nowrap sm:pl-4 font-medium"
                >
                  {heading(ageText[age])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tabs.map((tab) => (
              <tr key={tab} className="border-line border-t">
                <th scope="row" className="py-2 pr-2 sm:whitespace-nowrap text-left font-normal">
                  {tabText(tab)}
                </th>
                {counts
                  .filter((count) => count.search.tab === tab)
                  .map(({ search, by, users }) => (
                    <td key={by} className="py-2 pl-3 text-right sm:pl-4">
                      <CountLink
                        to={listPath(poolKey, search)}
                        text={countText(users)}
                        of={`users: ${tabText(tab)}, last changed ${ageText[by]} ago`}
                        className="justify-end"
                      />
                      <Bar count={users} most={most} tone={tabTone(tab)} />
                    </td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  );
}
