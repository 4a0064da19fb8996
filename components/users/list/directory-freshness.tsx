import { ClockTime } from "#components/ui/time.tsx";
import type { Sweep } from "#lib/db/store.ts";
import type { Tab } from "#lib/directory/search.ts";
import { isStatus, statusText } from "#lib/users/user.ts";

/** Is the tab one of those the directory refreshes often? */
const refreshedOften = (tab: Tab): boolean => tab === "disabled" || (isStatus(tab) && statusText[tab].stuck);

/** How old what the list shows may be. */
export function DirectoryFreshness({ sweep, tab }: { sweep: Sweep; tab: Tab }) {
  const at = refreshedOften(tab) ? Math.max(sweep.troubledAt ?? 0, sweep.fullAt ?? 0) : sweep.fullAt;
  if (at) {
    return (
      <>
        as of <ClockTime at={at} />
      </>
    );
  }
  if (sweep.runningSince)
    return (
      <>
        reading the pool… <span className="tabular-nums">{sweep.seen.toLocaleString("en")}</span> users so far
      </>
    );
  return <>not read yet</>;
}
