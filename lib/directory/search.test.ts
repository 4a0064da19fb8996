import { describe, expect, test } from "vitest";
import {
  changeSearch,
  everyoneQuestion,
  firstSearch,
  isFiltered,
  pageSizes,
  parseUserQuery,
  parseUserSearch,
  sortColumns,
  type UserSearch,
  userQuestion,
  userSearchQuery,
  withoutChips,
  withoutProblem,
} from "#lib/directory/search.ts";
import { Fault } from "#lib/errors.ts";
import { ages } from "#lib/filters/age.ts";
import { everyValue, meets } from "#lib/filters/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";
import { statuses } from "#lib/users/user.ts";

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
const sentences = (query: string): string[] => read(query).problems.map(({ sentence }) => sentence);
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
    search({ text: "x".repeat(3_000) }),
    ...[null, ...ages].flatMap((modified) =>
      [
        null,
        ...(["waiting", "expired", "uncertain"] as const).map((state) => ({ state, endsOn: null })),
        { state: "waiting" as const, endsOn: "2026-11-24" },
      ].map((invitation) => search({ tab: "disabled", modified, invitation })),
    ),
    ...everyValue.map((values) => search({ ...values, page: 2 })),
    ...[
      "statuss=CONFIRMED",
      "status=NOBODY&q=smith",
      "status=A&status=B&modified=over-90",
      "invitation=waiting&ends=x",
    ].map(read),
  ];

  test("comes back from its own address as it was", () => {
    for (const one of every) expect(read(userSearchQuery(one))).toEqual(one);
  });

  test("is read from a query string as from what Next makes of it", () => {
    for (const one of every) expect(parseUserQuery(userSearchQuery(one))).toEqual(one);
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
  const facts: [what: string, query: string, change: Partial<UserSearch>][] = [
    ["without anything", "", {}],
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
    ["with spaces around the text", "q=++smith++", { text: "smith" }],
    ["with nothing but spaces for a text", "q=+++", {}],
    ["with a text that is not UTF-8", "q=%ff", { text: "\ufffd" }],
    ["with order and page twice: the first counts", "page=2&page=3&size=25&size=100", { page: 2, size: 25 }],
    ["with a filter twice, the same each time", "q=a&q=a&status=UNCONFIRMED", { text: "a", tab: "UNCONFIRMED" }],
    ["with a user beside it and what Next adds", "user=1234&_rsc=abc12", {}],
    ["with a user that could be none", "user=%3Cscript%3E", {}],
  ];
  test.each(facts)("%s still opens a list", (_what, query, change) => {
    expect(read(query)).toEqual(search(change));
  });

  test("with an empty list of values opens the plain list", () => {
    expect(parseUserSearch({ q: [], page: [], sort: [], status: undefined })).toEqual(firstSearch);
  });
});

describe("an address with what the list does not know", () => {
  const waiting: Partial<UserSearch> = { invitation: { state: "waiting", endsOn: null } };
  const facts: [what: string, query: string, change: Partial<UserSearch>, unknown: string][] = [
    ["names that no filter has", "colour=red&__proto__=1", {}, "colour __proto__"],
    ["an unknown status", "status=ARCHIVED", {}, "status"],
    ["a status in other letters", "status=unconfirmed", {}, "status"],
    ["a name that every object has for a status", "status=constructor", {}, "status"],
    ["an unknown age", "modified=8-31", {}, "modified"],
    ["a name that every object has for an age", "modified=constructor", {}, "modified"],
    ["an unknown state of an invitation", "invitation=lost&ends=2026-11-24", {}, "invitation ends"],
    ["a day and no state", "ends=2026-11-24", {}, "ends"],
    ["a day that is none", "invitation=waiting&ends=2026-02-30", waiting, "ends"],
    ["a day written another way", "invitation=waiting&ends=24.11.2026", waiting, "ends"],
    [
      "a day for invitations that have ended",
      "invitation=expired&ends=2026-11-24",
      { invitation: { state: "expired", endsOn: null } },
      "ends",
    ],
    [
      "two texts and two statuses",
      "q=a&q=b&page=2&page=3&status=UNCONFIRMED&status=CONFIRMED",
      { page: 2 },
      "status q",
    ],
  ];
  const context = { now: 0, temporaryPasswordDays: 7, caseSensitive: true };

  test.each(facts)("%s: is read as far as it goes, and stands for nobody", (_what, query, change, unknown) => {
    const { problems, ...rest } = read(query);
    expect({ ...rest, problems: [] }).toEqual(search(change));
    expect(problems.map(({ name }) => name)).toEqual(unknown.split(" "));
    expect(() => userQuestion(read(query), context)).toThrow(Fault);
  });

  test("is refused without repeating what may name somebody", () => {
    const misspelt = read("emial=ann@example.com");
    expect(misspelt.problems).toHaveLength(1);
    expect(() => userQuestion(misspelt, context)).toThrow(
      new Fault("bad-input", {
        sentence: "The address of this list has a filter in it that the list does not know, so it stands for nobody.",
      }),
    );
  });

  test("keeps it through every other change, so that it is told until it is mended or taken away", () => {
    const misspelt = read("modified=over-90d&statuss=CONFIRMED&q=smith");
    expect(misspelt.problems).toHaveLength(2);
    const changes: Partial<UserSearch>[] = [
      { page: 2 },
      { sort: "email", descending: false },
      { size: 25 },
      { tab: "UNCONFIRMED", page: 1 },
      { text: "", page: 1 },
    ];
    for (const change of changes) {
      const address = userSearchQuery(changeSearch(misspelt, change));
      expect(sentences(address)).toEqual(misspelt.problems.map(({ sentence }) => sentence));
    }
  });

  test("is mended by choosing anew", () => {
    const chosen = changeSearch(read("status=NOBODY&invitation=waiting&ends=soon&x=1"), { tab: "all", page: 1 });
    expect(userSearchQuery(chosen)).toBe("?invitation=waiting&ends=soon&x=1");
    expect(userSearchQuery(changeSearch(chosen, { invitation: null }))).toBe("?x=1");
    expect(userSearchQuery(changeSearch(read("q=a&q=b"), { text: "c" }))).toBe("?q=c");
  });

  test("is rid of it by taking it away, which keeps the rest", () => {
    const misspelt = read("status=CONFIRMED&modified=over-90d&q=smith&size=25&x=1&x=2");
    const one = changeSearch(misspelt, withoutProblem(misspelt, "modified"));
    expect(userSearchQuery(one)).toBe("?status=CONFIRMED&q=smith&x=1&x=2&size=25");
    const both = changeSearch(one, withoutProblem(one, "x"));
    expect(both).toEqual(search({ tab: "CONFIRMED", text: "smith", size: 25 }));
  });
});

describe("what the directory is asked", () => {
  const context = { now: Date.UTC(2026, 10, 21), temporaryPasswordDays: 7, caseSensitive: true };

  test("of the plain list is everyone", () => {
    expect(everyoneQuestion).toEqual(userQuestion(firstSearch, context));
    expect(meets(everyoneQuestion.within, plainUser)).toBe(true);
  });

  test("leaves the tab to the tabs, and takes order and page as they are", () => {
    const asked = userQuestion(
      search({ tab: "UNCONFIRMED", text: "smith", sort: "email", descending: false, page: 3, size: 25 }),
      context,
    );
    expect(asked).toMatchObject({ tab: "UNCONFIRMED", sort: "email", descending: false, page: 3, size: 25 });
    expect(asked.within).toEqual(userQuestion(search({ text: "smith" }), context).within);
    const disabled = { ...plainUser, username: "smith", enabled: false, status: "UNCONFIRMED" };
    const tabs = Object.entries(asked.tabs).filter(([, ofTab]) => meets(ofTab, disabled));
    expect(tabs.map(([name]) => name)).toEqual(["all", "UNCONFIRMED", "disabled"]);
    expect([meets(asked.within, disabled), meets(asked.within, plainUser)]).toEqual([true, false]);
  });

  test("is data that can cross to another thread", () => {
    for (const values of everyValue) {
      const asked = userQuestion(search(values), context);
      expect(structuredClone(asked)).toEqual(asked);
    }
  });
});

test("all that narrows the list beside tab and text is taken away at once", () => {
  const narrowed = read("status=CONFIRMED&q=smith&modified=over-90&invitation=waiting&ends=2026-11-24");
  expect(isFiltered(narrowed)).toBe(true);
  const plain = changeSearch(narrowed, withoutChips(narrowed));
  expect(plain).toEqual(search({ tab: "CONFIRMED", text: "smith" }));
  expect(isFiltered(plain)).toBe(false);
});
