// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { selectMatching } from "#app/(console)/pools/[pool]/users/actions.ts";
import { testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import type { Config } from "#lib/config.ts";
import { usersPage } from "#lib/directory/queries.ts";
import { firstSearch, parseUserQuery, type UserSearch, userSearchQuery } from "#lib/directory/search.ts";
import { testConsole } from "#lib/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";

// People are found however their ticket writes them: in the directory, else by at most two questions to Cognito.

const config: Config = {
  pools: [],
  grants: [{ group: "agents", role: "agent", pools: "*" }],
  limits: { ...defaultLimits },
};
const emulator = testEmulator();
const lifeguard = testConsole(config);
let cookie = "";
let asked: string[] = [];

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  const { service } = emulator;
  const answer = service.call.bind(service);
  vi.spyOn(service, "call").mockImplementation((name, body, how) => {
    if (name === "ListUsers") asked.push((body as { Filter?: string }).Filter ?? "");
    return answer(name, body, how);
  });
  const entry = async (key: string, settings: Parameters<typeof emulator.createPool>[0]) => ({
    ...{ key, name: key, id: await emulator.createPool(settings), region: "us-east-1", endpoint: emulator.url },
    ...{ typedPasswords: false, reasons: [], test: true },
  });
  config.pools = [
    { ...(await entry("phones", { UsernameAttributes: ["phone_number"] })), country: "GB" },
    await entry("aliases", { AliasAttributes: ["preferred_username"] }),
  ];
  cookie = await lifeguard.signIn({ sub: "staff", name: "Alex Agent", groups: ["agents"] });
  const people = [
    { sub: "pat", username: "pat", phone: "+447700900123", name: "Pat Doe" },
    { sub: "maria", username: "u-1", email: "maria@example.com", name: "María Ñuñez", preferredUsername: "pebble" },
    { sub: "ann", username: "u-2", email: "shared@example.com" },
    { sub: "bob", username: "u-3", email: "Shared@example.com" },
  ];
  const rows = people.map((person) => ({ ...plainUser, email: null, phone: null, name: null, ...person }));
  for (const key of ["phones", "aliases"]) await lifeguard.db.putUsers(key, rows, 1);
});
beforeEach(() => {
  asked = [];
});

const asAgent = <T>(work: () => Promise<T>): Promise<T> => lifeguard.request({ cookie }, work);

/** What an address shows, which is what it selects. */
async function open(pool: string, change: Partial<UserSearch>) {
  const query = userSearchQuery({ ...firstSearch, ...change });
  const [page, selected] = [
    await asAgent(() => usersPage(pool, parseUserQuery(query))),
    await asAgent(() => selectMatching({ pool, query })),
  ];
  if (!page.ok || !selected.ok) throw new Error("It was refused.");
  const subs = page.value.page.rows.map(({ sub }) => sub);
  expect(selected.value.subs).toEqual(subs);
  return { subs: subs.toSorted().join(" "), list: page.value.list };
}

describe("found in the directory, without a question", () => {
  const spellings: [pool: string, text: string, subs: string][] = [
    ["phones", "+44 7700 900123", "pat"],
    ["phones", "0044 (0)7700-900123", "pat"],
    ["phones", "tel:+44-7700-900123", "pat"],
    ["phones", "07700 900123", "pat"],
    ["phones", "\u202a+44 7700 900123\u202c", "pat"],
    ["phones", "7700 900", "pat"],
    ["aliases", "07700 900123", "pat"],
    ["aliases", "pebble", "maria"],
    ["aliases", "maria", "maria"],
    ["aliases", "MARÍA nunez", "maria"],
    ["aliases", "María <maria@example.com>", "maria"],
    ["aliases", "mailto:maria@example.com\u200b", "maria"],
    ["aliases", "shared@", "ann bob"],
  ];
  test.each(spellings)("of %s: %s", async (pool, text, subs) => {
    expect(await open(pool, { text })).toEqual({ subs, list: null });
    expect(asked).toEqual([]);
  });
});

describe("a list of names", () => {
  test("shows whoever is one of them, and says who is not and who is several", async () => {
    const text = "MARIA@example.com; 07700 900123, shared@example.com\tnobody@example.com\nu-9, u-8";
    const entries = {
      missing: ["nobody@example.com", "u-9", "u-8"],
      shared: [{ entry: "shared@example.com", users: 2 }],
    };
    expect(await open("phones", { text })).toEqual({ subs: "ann bob maria pat", list: { entries: 6, ...entries } });
    // three questions are too many
    expect(asked).toEqual([]);
  });

  test("counts in the whole pool, and shows what the tab has", async () => {
    const text = "maria@example.com, shared@example.com";
    const { subs, list } = await open("aliases", { text, tab: "disabled" });
    expect([subs, list?.missing]).toEqual(["", []]);
  });

  test("of no part of a name, and of one name with a comma none", async () => {
    expect((await open("aliases", { text: "mari@example.com, pebble_" })).subs).toBe("");
    expect((await open("aliases", { text: "Ñuñez, María" })).list).toBeNull();
  });

  test("asks Cognito for the last two", async () => {
    await emulator.createUser(config.pools[1]?.id ?? "", "late_1", { email: "late1@example.com" });
    const { list, subs } = await open("aliases", { text: "pebble_1, late1@example.com, maria@example.com" });
    expect(asked).toEqual(['username = "pebble_1"', 'email = "late1@example.com"']);
    expect(list?.missing).toEqual(["pebble_1"]);
    expect(subs.split(" ")).toHaveLength(2);
  });

  test("too long for an address stands for nobody", async () => {
    const text = Array.from({ length: 200 }, (_, i) => `someone.${i}@example.com`).join(",");
    const query = userSearchQuery({ ...firstSearch, text });
    const page = await asAgent(() => usersPage("aliases", parseUserQuery(query)));
    expect(page).toMatchObject({ ok: true, value: { page: { rows: [] }, list: null } });
    expect(parseUserQuery(query).problems).toMatchObject([{ name: "q", values: [text] }]);
    expect(await asAgent(() => selectMatching({ pool: "aliases", query }))).toMatchObject({ ok: false });
  });
});

describe("Cognito is asked", () => {
  test("by the number that was meant, of the pool's country", async () => {
    await emulator.createUser(config.pools[0]?.id ?? "", "+447700900999");
    expect((await open("phones", { text: "07700 900999" })).subs).not.toBe("");
    expect(asked).toEqual(['phone_number = "+447700900999"']);
    asked = [];
    expect((await open("phones", { text: "+44 7700 900999" })).subs).not.toBe("");
    expect(asked).toEqual([]);
  });

  test("by the preferred username where it is an alias", async () => {
    await emulator.createUser(config.pools[1]?.id ?? "", "u-77", { preferred_username: "granite" });
    expect((await open("aliases", { text: "granite" })).subs).not.toBe("");
    expect(asked).toEqual(['username = "granite"', 'preferred_username = "granite"']);
    asked = [];
    expect((await open("phones", { text: "granite" })).subs).toBe("");
    expect(asked).toEqual(['username = "granite"']);
  });

  test("at most twice", async () => {
    expect((await open("phones", { text: "07700900555" })).subs).toBe("");
    expect(asked).toEqual(['username = "07700900555"', 'phone_number = "+447700900555"']);
  });
});
