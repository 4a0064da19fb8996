import { LinkTabs, tabClass } from "#components/ui/link-tabs.tsx";
import { countText } from "#components/users/count-text.ts";
import { ListLink } from "#components/users/list/list-link.tsx";
import type { ListNavigation } from "#components/users/list/list-navigation.tsx";
import type { UserPage } from "#lib/db/store.ts";
import type { Tab } from "#lib/directory/search.ts";
import { statuses, statusText } from "#lib/users/user.ts";

const tabs: { tab: Tab; label: string }[] = [
  { tab: "all", label: "All" },
  ...statuses.map((status) => ({ tab: status, label: statusText[status].label })),
  { tab: "disabled", label: "Disabled" },
];

interface StatusTabsProps {
  current: Tab;
  counts: UserPage["counts"];
  navigation: ListNavigation;
}

/** The users of each status, with how many there are. */
export const StatusTabs = ({ current, counts, navigation: { pathOf, go } }: StatusTabsProps) => (
  <LinkTabs label="Status">
    {tabs.map(({ tab, label }) => (
      <li key={tab}>
        <ListLink
          to={pathOf({ tab, page: 1 })}
          onGo={go}
          current={tab === current ? "page" : undefined}
          className={tabClass(tab === current)}
        >
          {label}
          <span className="rounded-full bg-hover px-1.5 font-normal text-muted text-xs tabular-nums">
            {countText(counts[tab] ?? 0)}
          </span>
        </ListLink>
      </li>
    ))}
  </LinkTabs>
);
