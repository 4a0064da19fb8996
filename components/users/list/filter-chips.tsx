import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import type { UserSearch } from "#lib/users/search.ts";
import { ageText, invitationText } from "#lib/users/within.ts";

interface FilterChipsProps {
  search: UserSearch;
  link: (change: Partial<UserSearch>, content: ReactNode, className?: string) => ReactNode;
}

/** What narrows the list beside tab and text; each chip takes its filter away. */
export function FilterChips({ search: { modified, invitation }, link }: FilterChipsProps) {
  const chips: { text: string; without: Partial<UserSearch> }[] = [
    ...(modified ? [{ text: `Last changed ${ageText[modified]} ago`, without: { modified: null } }] : []),
    ...(invitation ? [{ text: invitationText(invitation), without: { invitation: null } }] : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="-mt-1 flex flex-wrap gap-2 pb-3">
      {chips.map(({ text, without }) => (
        <li key={text}>
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
