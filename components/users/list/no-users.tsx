import CircleCheck from "lucide-react/icons/circle-check";
import SearchX from "lucide-react/icons/search-x";
import UsersIcon from "lucide-react/icons/users";
import { Fragment, type ReactNode } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { isFiltered, type Tab, type TooLong, type UserSearch } from "#lib/directory/search.ts";

const goodNews: Partial<Record<Tab, { title: string; text: string }>> = {
  FORCE_CHANGE_PASSWORD: {
    title: "Nobody is stuck on a temporary password",
    text: "Everyone who was invited has chosen a password of their own.",
  },
  RESET_REQUIRED: { title: "Nobody is waiting for a reset", text: "No user has to enter a code before signing in." },
  UNCONFIRMED: { title: "Every sign-up is confirmed", text: "Nobody is waiting for a confirmation code." },
  disabled: { title: "No user is disabled", text: "Every account of this pool may sign in." },
};

interface NoUsersProps {
  search: UserSearch;
  /** Users the search matches, on other pages. */
  total: number;
  /** How many names were searched for; null where it was no list. */
  entries: number | null;
  tooLong: TooLong | null;
  /** The pool is being read for the first time. */
  reading: boolean;
  firstPage: (content: ReactNode) => ReactNode;
  withoutTab: (content: ReactNode) => ReactNode;
  withoutText: (content: ReactNode) => ReactNode;
  withoutFilter: (content: ReactNode) => ReactNode;
  /** The address without a parameter that the list does not know. */
  withoutProblem: (name: string, content: ReactNode) => ReactNode;
}

/** What stands in the table when it has no rows: why, and the way on. */
export function NoUsers({
  search,
  total,
  entries,
  tooLong,
  reading,
  firstPage,
  withoutTab,
  withoutText,
  withoutFilter,
  withoutProblem,
}: NoUsersProps) {
  if (search.problems.length > 0)
    return (
      <Empty
        icon={<SearchX />}
        title={search.problems.map(({ name, sentence }) => (
          <span key={name} className="block">
            {sentence}
          </span>
        ))}
        action={search.problems.map(({ name }, _, { length }) => (
          <Fragment key={name}>
            {withoutProblem(
              name,
              length === 1 ? "Take it away" : <span className="max-w-64 truncate">Take “{name}” away</span>,
            )}
          </Fragment>
        ))}
      >
        {search.problems.length === 1
          ? "Without it the address would stand for other people. Until it is mended or taken away, nobody is shown."
          : "Without them the address would stand for other people. Until they are mended or taken away, nobody is shown."}
      </Empty>
    );
  if (tooLong === "list")
    return (
      <Empty icon={<SearchX />} title="This list is too long for one search">
        Some 130 e-mail addresses fit. Search for the first part of the list, then for the rest.
      </Empty>
    );
  if (tooLong === "text")
    return (
      <Empty icon={<SearchX />} title="No user can match a text this long">
        Search for a part of the username, e-mail address, phone number or name.
      </Empty>
    );
  if (total > 0)
    return (
      <Empty icon={<SearchX />} title={`There is no page ${search.page}`} action={firstPage("Go to the first page")}>
        The list has become shorter.
      </Empty>
    );
  if (reading)
    return (
      <Empty icon={<Spinner />} title="The pool is being read">
        Users appear here as they come in, those who are stuck first.
      </Empty>
    );
  if (isFiltered(search))
    return (
      <Empty icon={<SearchX />} title="No user is within this filter" action={withoutFilter("Take the filter away")}>
        {search.tab !== "all" || search.text
          ? "The filter counts together with the tab and the text above."
          : "Since the number was counted, the users may have got further."}
      </Empty>
    );
  if (search.text)
    return (
      <Empty
        icon={<SearchX />}
        title={
          entries === null
            ? `No user matches “${search.text.length > 60 ? `${search.text.slice(0, 60)}…` : search.text}”`
            : `No user is one of these ${entries}`
        }
        action={
          <>
            {search.tab !== "all" && withoutTab("Search all users")}
            {withoutText("Clear the search")}
          </>
        }
      >
        {entries === null
          ? "The text is looked for anywhere in username, e-mail, phone, name, preferred username and sub, with or without accents. A shorter piece finds more."
          : "Each of them is looked for whole, as username, e-mail, phone, preferred username or sub. Capitals make no difference."}
      </Empty>
    );
  const news = goodNews[search.tab];
  if (news)
    return (
      <Empty icon={<CircleCheck className="text-good" />} title={news.title}>
        {news.text}
      </Empty>
    );
  return (
    <Empty icon={<UsersIcon />} title={search.tab === "all" ? "This pool has no users" : "No user has this status"}>
      {search.tab === "all" ? "As soon as someone signs up or is invited, they appear here." : "Look in another tab."}
    </Empty>
  );
}

interface EmptyProps {
  icon: ReactNode;
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

const Empty = ({ icon, title, action, children }: EmptyProps) => (
  <div className="sticky left-0 flex max-w-[calc(100vw-2rem)] flex-col items-center px-4 py-16 text-center sm:py-24">
    <div aria-hidden="true" className="mb-3 text-faint [&_svg]:size-6">
      {icon}
    </div>
    <p className="break-words font-medium text-base">{title}</p>
    <p className="mt-1 max-w-sm text-muted text-sm">{children}</p>
    {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);
