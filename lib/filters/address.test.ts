import { describe, expect, test } from "vitest";
import { conditionOf, filterChips, namesInAddress, parseFilters, writeFilters } from "#lib/filters/address.ts";
import { filterNames, filterTable, noFilters } from "#lib/filters/catalog.ts";
import { everyValue, fillingsOf, meets, nastyTexts } from "#lib/filters/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";

const others = ["page"];
const read = (params: Parameters<typeof parseFilters>[0]) => parseFilters(params, others);
const told = (params: Parameters<typeof parseFilters>[0]) => read(params).problems.map(({ sentence }) => sentence);

describe.each(filterNames)("the filter %s", (filter) => {
  const { fields, none } = filterTable[filter];

  test.each(fillingsOf(filter))("comes back from %j as it was", (given) => {
    const { value, problems } = read(given);
    expect(problems).toEqual([]);
    expect(value[filter]).not.toEqual(none);
    expect(value).toEqual({ ...noFilters, [filter]: value[filter] });
    expect(read(Object.fromEntries(writeFilters(value)))).toEqual({ value, problems: [] });
    expect(Object.fromEntries(writeFilters(value))).toEqual(
      Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text?.trim()])),
    );
  });

  test("writes nothing, shows no chip and leaves everyone in while it narrows nothing", () => {
    expect(writeFilters(noFilters)).toEqual([]);
    expect(filterChips(noFilters)).toEqual([]);
    expect(read({})).toEqual({ value: noFilters, problems: [] });
    expect(meets(conditionOf({}, { now: 0, temporaryPasswordDays: 7, caseSensitive: true }), plainUser)).toBe(true);
  });

  const closed = fields.filter(({ kind }) => kind !== "text").map(({ name }) => name);
  test.each(closed)("is told of in %s when it is misspelt, whatever stands there", (name) => {
    for (const text of [...nastyTexts, "", "constructor", "__proto__", "0", "null"]) {
      const { value, problems } = read({ [name]: text });
      expect(value).toEqual(noFilters);
      expect(problems).toMatchObject([{ name, values: [text] }]);
    }
  });

  test.each(fields.map(({ name }) => name))("is told of when %s is repeated with different values", (name) => {
    const { value, problems } = read({ [name]: ["a", "b", "a"] });
    expect(value).toEqual(noFilters);
    expect(problems).toEqual([
      {
        name,
        values: ["a", "b"],
        sentence: `“${name}” stands in the address more than once, with different values`,
      },
    ]);
  });

  test("is read once when it is repeated with the same value", () => {
    for (const given of fillingsOf(filter)) {
      const twice = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, [text ?? "", text ?? ""]]));
      expect(read(twice)).toEqual(read(given));
    }
  });
});

test("no two filters, and no other parameter, have a name in common", () => {
  const names = [...filterNames.flatMap(namesInAddress), ...["sort", "page", "size", "user", "_rsc"]];
  expect(new Set(names).size).toBe(names.length);
});

test("each value of each filter has an address and at most one chip, which takes it away", () => {
  const addresses = new Set(everyValue.map((values) => JSON.stringify(writeFilters(values))));
  expect(addresses.size).toBe(new Set(everyValue.map((values) => JSON.stringify(values))).size);
  for (const values of everyValue) {
    const chips = filterChips(values);
    expect(chips.length).toBeLessThanOrEqual(1);
    for (const { text, without } of chips) {
      expect(text).not.toBe("");
      expect({ ...values, ...without }).toEqual(noFilters);
    }
  }
});

test("filters are asked together", () => {
  const context = { now: 0, temporaryPasswordDays: 7, caseSensitive: true };
  const user = { ...plainUser, status: "UNCONFIRMED", username: "ada" };
  const keeps = (tab: "UNCONFIRMED" | "CONFIRMED", text: string) => meets(conditionOf({ tab, text }, context), user);
  expect([keeps("UNCONFIRMED", "ada"), keeps("UNCONFIRMED", "bob"), keeps("CONFIRMED", "ada")]).toEqual([
    true,
    false,
    false,
  ]);
});

describe("what the list does not know is told", () => {
  const facts: [what: string, params: Parameters<typeof parseFilters>[0], sentences: string[]][] = [
    ["a misspelt value", { modified: "over-90d" }, ["“modified=over-90d” is not a filter this list knows"]],
    ["a misspelt name", { statuss: "CONFIRMED" }, ["“statuss=CONFIRMED” is not a filter this list knows"]],
    ["a name in other letters", { Status: "CONFIRMED" }, ["“Status=CONFIRMED” is not a filter this list knows"]],
    ["a value in other letters", { status: "confirmed" }, ["“status=confirmed” is not a filter this list knows"]],
    [
      "a status that Cognito gives out no more",
      { status: "ARCHIVED" },
      ["“status=ARCHIVED” is not a filter this list knows"],
    ],
    ["a state no invitation has", { invitation: "lost" }, ["“invitation=lost” is not a filter this list knows"]],
    [
      "a day that is none",
      { invitation: "waiting", ends: "2026-02-30" },
      ["“ends=2026-02-30” is not a filter this list knows"],
    ],
    [
      "a day written another way",
      { invitation: "waiting", ends: "24.11.2026" },
      ["“ends=24.11.2026” is not a filter this list knows"],
    ],
    ["a day without its state", { ends: "2026-11-24" }, ["“ends=2026-11-24” goes with “invitation=waiting” only"]],
    [
      "a day beside another state",
      { invitation: "expired", ends: "2026-11-24" },
      ["“ends=2026-11-24” goes with “invitation=waiting” only"],
    ],
    [
      "several at once",
      { colour: "red", modified: "8-31", q: ["a", "b"] },
      [
        "“q” stands in the address more than once, with different values",
        "“modified=8-31” is not a filter this list knows",
        "“colour=red” is not a filter this list knows",
      ],
    ],
    [
      "a text too long to be quoted",
      { x: "y".repeat(5_000) },
      [`“x=${"y".repeat(78)}…” is not a filter this list knows`],
    ],
    ["a name that every object has", { constructor: "1" }, ["“constructor=1” is not a filter this list knows"]],
  ];
  test.each(facts)("%s", (_what, params, sentences) => {
    expect(told(params)).toEqual(sentences);
  });

  test("and what stands beside it is read", () => {
    const { value, problems } = read({ status: "CONFIRMED", invitation: "waiting", ends: "soon", q: " ada " });
    expect(value).toEqual({
      ...noFilters,
      tab: "CONFIRMED",
      text: "ada",
      invitation: { state: "waiting", endsOn: null },
    });
    expect(problems.map(({ name }) => name)).toEqual(["ends"]);
  });

  test("but not what is no filter, nor what is not there", () => {
    expect(told({ page: "nonsense", modified: undefined, status: [] })).toEqual([]);
    expect(told({ q: "" })).toEqual([]);
  });
});
