// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { selectMatching } from "#app/(console)/pools/[pool]/users/actions.ts";
import { testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import type { Config } from "#lib/config.ts";
import { usersPage } from "#lib/directory/queries.ts";
import { parseUserQuery } from "#lib/directory/search.ts";
import { testConsole } from "#lib/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";

// An address with a filter in it that the list does not know stands for nobody, whichever way it reaches the server.

const config: Config = {
  pools: [],
  grants: [{ group: "agents", role: "agent", pools: "*" }],
  limits: { ...defaultLimits },
};
const emulator = testEmulator();
const lifeguard = testConsole(config);
let cookie = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  const { service } = emulator;
  const answer = service.call.bind(service);
  vi.spyOn(service, "call").mockImplementation((name, body, how) => {
    asked.push(name);
    return answer(name, body, how);
  });
  const place = { id: await emulator.createPool(), region: "us-east-1", endpoint: emulator.url };
  config.pools = [{ key: "customers", name: "Customers", ...place, typedPasswords: false, reasons: [], test: true }];
  cookie = await lifeguard.signIn({ sub: "staff", name: "Alex Agent", groups: ["agents"] });
  await lifeguard.db.putUsers(
    "customers",
    ["ann", "bob"].map((name) => ({ ...plainUser, sub: name, username: name, status: "CONFIRMED" })),
    1,
  );
});

let asked: string[] = [];
beforeEach(() => {
  asked = [];
});
const timesListed = () => asked.filter((name) => name === "ListUsers").length;

const asAgent = <T>(work: () => Promise<T>): Promise<T> => lifeguard.request({ cookie }, work);
const open = (query: string) => asAgent(() => usersPage("customers", parseUserQuery(query)));
const select = (query: string) => asAgent(() => selectMatching({ pool: "customers", query }));

const misspelt = [
  "?modified=over-90d",
  "?statuss=CONFIRMED",
  "?status=NOBODY",
  "?status=CONFIRMED&status=UNCONFIRMED",
  "?q=ann&q=bob",
  "?invitation=waiting&ends=soon",
  "?invitation=expired&ends=2026-11-24",
  "?q=zoe%40example.com&modified=over-90d",
];

describe.each(misspelt)("%s", (query) => {
  test("opens a list of nobody, and Cognito is not asked", async () => {
    expect(await open(query)).toMatchObject({ ok: true, value: { page: { rows: [], total: 0, counts: {} } } });
    expect(timesListed()).toBe(0);
  });

  test("selects nobody, and the refusal is on record without what stands in the address", async () => {
    const { value, events } = await lifeguard.recorded(() => select(query));
    expect(value).toMatchObject({ ok: false, error: { code: "bad-input" } });
    expect(events).toMatchObject([{ kind: "refusal", action: "select-matching", outcome: "refused" }]);
    expect(JSON.stringify(events)).not.toMatch(/over-90d|statuss|NOBODY|zoe|ann/);
  });
});

test("the same addresses without the mistake list and select whom they stand for", async () => {
  const found = async (query: string) => {
    const [page, selected] = [await open(query), await select(query)];
    if (!page.ok || !selected.ok) throw new Error("It was refused.");
    expect(selected.value.subs).toEqual(page.value.page.rows.map(({ sub }) => sub));
    return selected.value.subs.toSorted().join(" ");
  };
  expect(await found("")).toBe("ann bob");
  expect(await found("?status=CONFIRMED&page=nonsense&sort=secret&size=7&_rsc=1&user=ann")).toBe("ann bob");
  expect(await found("?q=ann&q=ann")).toBe("ann");
  expect(await found("?invitation=waiting&ends=2026-11-24")).toBe("");
});

test("an address without a mistake that finds nobody is worth a question to Cognito", async () => {
  expect(await open("?q=zoe%40example.com")).toMatchObject({ ok: true, value: { page: { rows: [] } } });
  expect(timesListed()).toBe(1);
});
