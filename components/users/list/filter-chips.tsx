import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import type { UserSearch } from "#lib/directory/search.ts";
import { filterChips } from "#lib/filters/address.ts";

interface FilterChipsProps {
  search: UserSearch;
  link: (change: Partial<UserSearch>, content: ReactNode, className?: string) => ReactNode;
}

/** What narrows the list beside tab and text; each chip takes its filter away. */
export function FilterChips({ search, link }: FilterChipsProps) {
  const chips = filterChips(search);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="-mt-1 flex flex-wrap gap-2 pb-3">
      {chips.map(({ filter, text, without }) => (
        <li key={filter}>
          {link(
            { ...without, page: 1 },
            <>
              <span className="sr-only">Take away: </span>
              {text}
              <X aria-hidden="true" className="size-3.5 shrink-0" />
            </>,
            "inline-flex min-h-7 items-center gap-1.5 rounded-full bg-accent-soft px-2.5 font-medium text-accent text-xs transition-colors hover:bg-hover",
          )}
        </li>
      ))}
    </ul>
  );
}
