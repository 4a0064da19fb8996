import { describe, expect, test } from "vitest";
import {
  firstSearch,
  pageSizes,
  parseUserSearch,
  sortColumns,
  type UserSearch,
  userSearchQuery,
} from "#lib/users/search.ts";
import { statuses } from "#lib/users/user.ts";
import { ages } from "#lib/users/within.ts";

/** What Next hands a page for a query string: a list where a name comes twice. */
function paramsOf(query: string): Record<string, string | string[]> {
  const all = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(all.keys())].map((name) => {
      const values = all.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
const read = (query: string): UserSearch => parseUserSearch(paramsOf(query));
const search = (change: Partial<UserSearch>): UserSearch => ({ ...firstSearch, ...change });

describe("the state of the list", () => {
  const tabs = ["all", ...statuses, "disabled"] as const;
  const directions = [true, false];
  const texts = [
    "",
    "smith",
    "50%_\\'\"",
    "a&b=c#d?e",
    "+4915 0",
    "ünï 😀",
    "two  spaces",
    "<script>",
    "a;b,c",
    "%25",
    "q",
  ];
  const every = [
    ...tabs.flatMap((tab) =>
      sortColumns.flatMap((sort) =>
        directions.flatMap((descending) => pageSizes.map((size) => search({ tab, sort, descending, size }))),
      ),
    ),
    ...texts.map((text) => search({ text, page: 3 })),
    ...[1, 2, 99_999, 100_000].map((page) => search({ page })),
    search({ text: "x".repeat(10_000) }),
    ...[null, ...ages].flatMap((modified) =>
      [
        null,
        ...(["waiting", "expired", "uncertain"] as const).map((state) => ({ state, endsOn: null })),
        { state: "waiting" as const, endsOn: "2026-11-24" },
      ].map((invitation) => search({ tab: "disabled", modified, invitation })),
    ),
  ];

  test("comes back from its own address as it was", () => {
    for (const one of every) expect(read(userSearchQuery(one))).toEqual(one);
  });

  test("has one address each", () => {
    expect(new Set(every.map(userSearchQuery)).size).toBe(new Set(every.map((one) => JSON.stringify(one))).size);
  });

  test("says only what is not at its default", () => {
    expect(userSearchQuery(firstSearch)).toBe("");
    expect(userSearchQuery(search({ tab: "UNCONFIRMED", page: 2 }))).toBe("?status=UNCONFIRMED&page=2");
    expect(userSearchQuery(search({ descending: false }))).toBe("?sort=created.asc");
  });
});

describe("an address", () => {
  const waiting: Partial<UserSearch> = { invitation: { state: "waiting", endsOn: null } };
  const facts: [what: string, query: string, change: Partial<UserSearch>][] = [
    ["without anything", "", {}],
    ["with what the console does not know", "colour=red&__proto__=1", {}],
    ["with an unknown status", "status=ARCHIVED", {}],
    ["with a status in other letters", "status=unconfirmed", {}],
    ["with a name that every object has for a status", "status=constructor", {}],
    ["with an unknown column", "sort=password.desc", {}],
    ["with a name that every object has for a column", "sort=__proto__.asc", {}],
    ["with SQL for a column", "sort=created%3Bdrop+table+users.asc", {}],
    ["with a column and no direction", "sort=email", { sort: "email", descending: false }],
    ["with an unknown direction", "sort=email.sideways", { sort: "email", descending: false }],
    ["with an empty page", "page=", {}],
    ["with page 0", "page=0", {}],
    ["with a page before the first", "page=-1", {}],
    ["with half a page", "page=1.5", {}],
    ["with a page in words", "page=two", {}],
    ["with a page beyond counting", "page=1e309", {}],
    ["with a page further than anybody reads", "page=100001", {}],
    ["with a size that is not offered", "size=1000", {}],
    ["with a negative size", "size=-50", {}],
    ["with an unknown age", "modified=8-31", {}],
    ["with a name that every object has for an age", "modified=constructor", {}],
    ["with an unknown state of an invitation", "invitation=lost&ends=2026-11-24", {}],
    ["with a day and no state", "ends=2026-11-24", {}],
    ["with a day that is none", "invitation=waiting&ends=2026-02-30", waiting],
    ["with a day written another way", "invitation=waiting&ends=24.11.2026", waiting],
    [
      "with a day for invitations that have ended",
      "invitation=expired&ends=2026-11-24",
      { invitation: { state: "expired", endsOn: null } },
    ],
    ["with spaces around the text", "q=++smith++", { text: "smith" }],
    ["with nothing but spaces for a text", "q=+++", {}],
    ["with a text that is not UTF-8", "q=%ff", { text: "\ufffd" }],
    [
      "with everything twice: the first counts",
      "q=a&q=b&page=2&page=3&status=UNCONFIRMED&status=CONFIRMED",
      {
        text: "a",
        page: 2,
        tab: "UNCONFIRMED",
      },
    ],
  ];
  test.each(facts)("%s still opens a list", (_what, query, change) => {
    expect(read(query)).toEqual(search(change));
  });

  test("with an empty list of values opens the plain list", () => {
    expect(parseUserSearch({ q: [], page: [], sort: [], status: undefined })).toEqual(firstSearch);
  });
});
