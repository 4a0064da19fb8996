import { type ReactNode, useState, useTransition } from "react";
import { countText } from "#components/users/count-text.ts";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import { type UserSearch, userSearchQuery } from "#lib/directory/search.ts";
import type { Pool } from "#lib/pools/pool.ts";

interface SelectionReachProps {
  pool: Pool;
  authority: Authority;
  search: UserSearch;
  /** Rows on the page, all of them selected. */
  rows: number;
  total: number;
  selected: string[];
  selectMatching: UserActions["selectMatching"];
  onSelect: (subs: string[]) => void;
}

/** With the whole page selected: how many more match, and the way to take them too, as far as the role reaches. */
export function SelectionReach({
  pool,
  authority,
  search,
  rows,
  total,
  selected,
  selectMatching,
  onSelect,
}: SelectionReachProps) {
  const [asking, startAsking] = useTransition();
  const [taken, setTaken] = useState<{ subs: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const limit = authority.limits.usersPerRun;
  const limitText = `your role may change at most ${limit} in one run`;

  const selectAll = () =>
    startAsking(async () => {
      setProblem(null);
      try {
        const query = userSearchQuery({ ...search, page: 1 });
        const answer = await selectMatching({ pool: pool.key, query });
        if (!answer.ok) return setProblem(answer.error.message);
        const subs = answer.value.subs.slice(0, limit);
        onSelect(subs);
        setTaken({ subs: subs.length, total: answer.value.total });
      } catch {
        setProblem("The console did not answer; nothing more was selected.");
      }
    });

  if (problem)
    return (
      <>
        <span role="alert">{problem}</span> <TextButton onClick={selectAll}>Try again</TextButton>
      </>
    );
  if (selected.length > limit)
    return <TextButton onClick={() => onSelect(selected.slice(0, limit))}>{`Keep only the first ${limit}`}</TextButton>;
  if (taken && selected.length === taken.subs)
    return taken.total > taken.subs
      ? `The first ${taken.subs} of the ${countText(taken.total)} that match are selected; ${limitText}.`
      : `All ${taken.subs} that match are selected.`;
  if (total <= rows) return null;
  const page = `All ${rows} on this page are selected.`;
  if (selected.length >= limit) return `${page} ${countText(total)} match; ${limitText}.`;
  return (
    <>
      {page}{" "}
      <TextButton onClick={selectAll} busy={asking}>
        {total > limit
          ? `Select the first ${limit} of the ${countText(total)} that match`
          : `Select all ${total} that match`}
      </TextButton>
    </>
  );
}

interface TextButtonProps {
  busy?: boolean;
  onClick: () => void;
  children: ReactNode;
}

const TextButton = ({ busy = false, onClick, children }: TextButtonProps) => (
  <button
    type="button"
    aria-busy={busy}
    onClick={busy ? undefined : onClick}
    className="font-medium text-accent underline decoration-from-font underline-offset-3 hover:text-accent-hover"
  >
    {children}
  </button>
);
