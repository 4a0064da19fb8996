"use client";

import SearchIcon from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import type { Route } from "next";
import { type ClipboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { fieldClass } from "#components/ui/text-field.tsx";
import { listPath } from "#components/users/list/list-link.tsx";
import {
  changeSearch,
  firstSearch,
  pastedText,
  searchedText,
  type TooLong,
  type UserSearch,
  userSearchParams,
  whyTooLong,
} from "#lib/directory/search.ts";

/** Rest after the last key before the list follows. */
const restMs = 250;

interface UserSearchBoxProps {
  pool: string;
  search: UserSearch;
  /** The user that is open beside the list, and stays so. */
  open: string | null;
  busy: boolean;
  onGo: (to: Route, how: "push" | "replace") => void;
  /** Why the text is not searched for; null where it is. */
  onTooLong: (why: TooLong | null) => void;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Without script it is a form that GETs the list; with script the list follows the typing. */
export function UserSearchBox({ pool, search, open, busy, onGo, onTooLong }: UserSearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.text);
  const [arrived, setArrived] = useState(search.text);

  // The address changed by another way than typing here (Back, a link): the box follows it.
  if (arrived !== search.text) {
    setArrived(search.text);
    if (searchedText(text) === arrived) setText(search.text);
  }

  // The shortcut must work wherever the focus is.
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  // what was asked for last, so that Enter and the rest after it ask once
  const asked = useRef(search.text);
  const go = (wanted: string, how: "push" | "replace") => {
    if (whyTooLong(wanted) !== null || wanted === asked.current) return;
    asked.current = wanted;
    onGo(listPath(pool, changeSearch(search, { text: wanted, page: 1 }), open), how);
  };
  const follow = useEffectEvent(() => go(searchedText(text), "replace"));

  // Only when an answer arrives: while one is on its way, what was asked for stands, or Clear would be asked for twice.
  useEffect(() => {
    asked.current = search.text;
  }, [search]);

  // The list follows once the typing rests, from whatever state the list has by then.
  useEffect(() => {
    if (searchedText(text) === search.text) return;
    const timer = setTimeout(follow, restMs);
    return () => clearTimeout(timer);
  }, [text, search]);

  const type = (wanted: string) => {
    setText(wanted);
    onTooLong(whyTooLong(searchedText(wanted)));
  };
  // A box of one line would run pasted lines together into one word.
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const box = event.currentTarget;
    box.setRangeText(pastedText(pasted), box.selectionStart ?? 0, box.selectionEnd ?? box.value.length, "end");
    type(box.value);
  };
  const clear = () => {
    type("");
    go("", "push");
    input.current?.focus();
  };

  return (
    <search className="min-w-0 flex-1 sm:max-w-md">
      <form
        action={listPath(pool, firstSearch)}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          go(searchedText(text), "push");
        }}
      >
        {userSearchParams(changeSearch(search, { text: "", page: 1 })).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint">
          {busy ? <Spinner /> : <SearchIcon aria-hidden="true" className="size-4" />}
        </span>
        <input
          ref={input}
          type="search"
          name="q"
          aria-label="Search users"
          aria-keyshortcuts="/"
          placeholder="Username, e-mail, phone or name"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => type(event.target.value)}
          onPaste={paste}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || text === "") return;
            // the first Escape is for the text; the selection goes with the next
            event.preventDefault();
            clear();
          }}
          className={`${fieldClass} pr-9 pl-8`}
        />
        <span className="absolute inset-y-0 right-1 flex items-center">
          {text ? (
            <button
              type="button"
              aria-label="Clear the search"
              onClick={clear}
              className={buttonClass({ tone: "quiet", size: "squareSmall" })}
            >
              <X aria-hidden="true" />
            </button>
          ) : (
            <span
              aria-hidden="true"
              className="mr-1 hidden h-5 min-w-5 items-center justify-center rounded border border-line bg-subtle px-1 text-faint text-xs sm:flex"
            >
              /
            </span>
          )}
        </span>
      </form>
    </search>
  );
}
