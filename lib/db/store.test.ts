import { readFileSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditEvent, AuditFilter, NewEvent } from "#lib/audit/event.ts";
import { firstBrokenLink } from "#lib/db/audit-chain.ts";
import { embeddedStore, openPglite } from "#lib/db/pglite.ts";
import { openPostgres } from "#lib/db/postgres.ts";
import { fold } from "#lib/db/search-text.ts";
import {
  countCap,
  type ItemResult,
  type NewJob,
  type SoughtName,
  type StaffSession,
  type Store,
} from "#lib/db/store.ts";
import { createDatabase, startTestServer } from "#lib/db/test-server.ts";
import {
  everyoneQuestion,
  firstSearch,
  sortColumns,
  type UserQuestion,
  type UserSearch,
  userQuestion,
} from "#lib/directory/search.ts";
import { Fault } from "#lib/errors.ts";
import { conditionOf } from "#lib/filters/address.ts";
import { type Condition, everyone } from "#lib/filters/condition.ts";
import { everyValue, meets, nastyTexts } from "#lib/filters/fixture.ts";
import type { Note } from "#lib/users/note.ts";
import { statuses, type User } from "#lib/users/user.ts";

// The same facts on both engines. Tests share a database and keep apart by pool and job.

interface Opened {
  store: Store;
  /** A statement past the store, for what only an intruder would do. */
  raw(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const engines: Record<string, () => Promise<Opened>> = {
  "the embedded database": async () => {
    const pglite: PGlite = await openPglite("memory://", "process");
    const store = await embeddedStore(pglite, "lib/db/migrations");
    return {
      store,
      raw: async (statement) => (await pglite.query<Record<string, unknown>>(statement)).rows,
      close: () => store.close(),
    };
  },
  PostgreSQL: async () => {
    const server = await startTestServer();
    const database = await createDatabase(server);
    const store = await openPostgres({ databaseUrl: database.url });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return {
      store,
      raw: async (statement) => (await client.query(statement)).rows,
      close: async () => {
        await client.end();
        await store.close();
        await database.drop();
        await server.stop();
      },
    };
  },
};

let count = 0;
/** A name no other test uses. */
const fresh = (name: string): string => `${name}-${++count}`;

const user = (sub: string, change: Partial<User> = {}): User => ({
  sub,
  username: `user-${sub}`,
  status: "CONFIRMED",
  enabled: true,
  email: `${sub}@example.com`,
  emailVerified: true,
  phone: null,
  phoneVerified: false,
  name: null,
  preferredUsername: null,
  providers: [],
  createdAt: 1_000,
  modifiedAt: 2_000,
  ...change,
});

const event = (change: Partial<NewEvent> = {}): NewEvent => ({
  id: fresh("event"),
  at: 1_700_000_000_000,
  kind: "access",
  actor: { sub: "s-1", name: "Ada Lovelace", email: "ada@example.com" },
  role: "agent",
  session: "0123456789ab",
  action: "sign-in",
  poolKey: null,
  target: null,
  call: null,
  jobId: null,
  item: null,
  intentId: null,
  outcome: "done",
  code: null,
  message: null,
  requestId: null,
  detail: {},
  ...change,
});

const context = { now: 10 * 86_400_000, temporaryPasswordDays: 7, caseSensitive: true };

/** What the directory is asked for a state of the list, of those who meet one more condition. */
function search(change: Partial<UserSearch>, more: Condition = everyone): UserQuestion {
  const question = userQuestion({ ...firstSearch, ...change }, context);
  return { ...question, within: { op: "all", of: [question.within, more] } };
}

describe.each(Object.entries(engines))("%s", (engineName, openEngine) => {
  let opened: Opened;
  let store: Store;

  beforeAll(async () => {
    opened = await openEngine();
    store = opened.store;
  });
  afterAll(() => opened?.close());

  const chain = async (): Promise<AuditEvent[]> => store.walkEvents(1, 1_000_000);

  describe("staff sessions", () => {
    const minute = 60_000;
    const session = (change: Partial<StaffSession> = {}): StaffSession => ({
      hash: fresh("hash"),
      actor: { sub: fresh("staff"), name: "Ada", email: null },
      groups: ["support", "everyone"],
      idToken: "sealed",
      authenticatedAt: 900_000,
      createdAt: 1_000_000,
      lastSeenAt: 1_000_000,
      expiresAt: 1_000_000 + 60 * minute,
      ...change,
    });

    test("a session is read as it was opened", async () => {
      const opened = session();
      await store.openSession(opened);
      expect(await store.readSession(opened.hash, 1_000_001, 15 * minute)).toEqual(opened);
      expect(await store.readSession("unknown", 1_000_001, 15 * minute)).toBeNull();
    });

    test("a session that is used stays, one left idle is over, and none outlives its end", async () => {
      const { hash } = await openedSession();
      for (let now = 1_000_000; now < 1_000_000 + 60 * minute; now += 14 * minute)
        expect((await store.readSession(hash, now, 15 * minute))?.lastSeenAt).toBe(now);
      expect(await store.readSession(hash, 1_000_000 + 60 * minute, 15 * minute)).toBeNull();
      const idle = await openedSession();
      expect(await store.readSession(idle.hash, 1_000_000 + 15 * minute, 15 * minute)).toBeNull();
    });

    test("its idle clock moves in steps of half a minute", async () => {
      const { hash } = await openedSession();
      expect((await store.readSession(hash, 1_029_999, 15 * minute))?.lastSeenAt).toBe(1_000_000);
      expect((await store.readSession(hash, 1_030_000, 15 * minute))?.lastSeenAt).toBe(1_030_000);
    });

    test("it is revoked once, and is gone at once", async () => {
      const opened = await openedSession();
      expect(await store.revokeSession(opened.hash, 1_000_500)).toEqual(opened);
      expect(await store.revokeSession(opened.hash, 1_000_500)).toBeNull();
      expect(await store.readSession(opened.hash, 1_000_500, 15 * minute)).toBeNull();
    });

    test("all live sessions of one member of staff end together", async () => {
      const { actor } = await openedSession();
      await store.openSession(session({ actor }));
      await store.openSession(session({ actor, expiresAt: 1_000_001 }));
      const other = await openedSession();
      expect(await store.revokeSessionsOf(actor.sub, 1_000_500)).toBe(2);
      expect(await store.readSession(other.hash, 1_000_500, 15 * minute)).toEqual(other);
    });

    async function openedSession(): Promise<StaffSession> {
      const opened = session();
      await store.openSession(opened);
      return opened;
    }
  });

  describe("the list", () => {
    const pool = "list";
    const people: User[] = [
      user("a1", { username: "Émile", email: "Émile.Zola@Example.com", name: "Émile Zola", createdAt: 50 }),
      user("b2", { username: "bob", status: "RESET_REQUIRED", phone: "+4915112345", name: "Bob 100%", createdAt: 40 }),
      user("c3", {
        username: "Carol_X",
        status: "FORCE_CHANGE_PASSWORD",
        email: null,
        createdAt: 40,
        modifiedAt: 9_000,
      }),
      user("d4", { username: "dave\\d", status: "UNCONFIRMED", enabled: false, name: 'O\'Neil "Dave"', createdAt: 30 }),
      user("e5", {
        username: "eve",
        status: "EXTERNAL_PROVIDER",
        providers: ["Okta", "Google"],
        phone: "+1555",
        createdAt: 20,
      }),
      user("f6", {
        username: "CAROL-x",
        status: "SOMETHING_NEW",
        email: null,
        name: "zoë",
        enabled: false,
        createdAt: 10,
      }),
    ];
    beforeAll(async () => {
      await store.putUsers(pool, people, 5_000);
      await store.putUsers("elsewhere", [user("x9", { name: "Bob elsewhere" })], 5_000);
    });

    const subs = async (change: Partial<UserSearch>) =>
      (await store.searchUsers(pool, search(change))).rows.map(({ sub }) => sub).join(" ");

    test("a user is read back as it was given", async () => {
      expect(
        await store.readUsers(
          pool,
          people.map(({ sub }) => sub),
        ),
      ).toEqual(people);
    });

    test("users are read in the order asked, without the unknown and those of other pools", async () => {
      const read = await store.readUsers(pool, ["f6", "nobody", "a1", "x9", "a\0"]);
      expect(read.map(({ sub }) => sub)).toEqual(["f6", "a1"]);
      expect(await store.readUsers(pool, [])).toEqual([]);
    });

    const texts: [string, string, string][] = [
      ["any part of a username", "aro", "c3 f6"],
      ["upper and lower case alike", "CAROL", "c3 f6"],
      ["case of letters beyond ASCII alike", "éMILE ZOLA", "a1"],
      ["either spelling of an accent", "e\u0301mile", "a1"],
      ["the letter without its accent", "emile", "a1"],
      ["an accent where there is none", "bób", "b2"],
      ["a lone accent", "\u0301", ""],
      ["part of an address", "zola@ex", "a1"],
      ["part of a number", "+4915", "b2"],
      ["part of a name", "neil", "d4"],
      ["a sub", "D4", "d4"],
      ["a per cent sign", "%", "b2"],
      ["an underscore", "_", "c3"],
      ["a backslash", "\\", "d4"],
      ["a single quote", "o'n", "d4"],
      ["a double quote", '"dave"', "d4"],
      ["SQL", "'; drop table users; --", ""],
      ["one letter", "z", "a1 f6"],
      ["nothing of another pool", "elsewhere", ""],
      ["nobody", "qqqq", ""],
      ["10,000 letters", "x".repeat(10_000), ""],
      ["a NUL", "a\0", ""],
      ["half a letter", "\ud83d", ""],
    ];
    test.each(texts)("finds %s", async (_, text, found) => {
      expect(await subs({ text })).toBe(found);
      const matched = await store.matchSubs(pool, search({ text }), 10);
      expect(matched).toEqual({
        subs: found.split(" ").filter(Boolean),
        total: found.split(" ").filter(Boolean).length,
      });
    });

    const tabs: [UserSearch["tab"], string][] = [
      ["all", "a1 c3 b2 d4 e5 f6"],
      ["FORCE_CHANGE_PASSWORD", "c3"],
      ["RESET_REQUIRED", "b2"],
      ["UNCONFIRMED", "d4"],
      ["EXTERNAL_PROVIDER", "e5"],
      ["CONFIRMED", "a1"],
      ["disabled", "d4 f6"],
    ];
    test.each(tabs)("tab %s", async (tab, found) => {
      expect(await subs({ tab })).toBe(found);
      const page = await store.searchUsers(pool, search({ tab }));
      expect(page.total).toBe(found.split(" ").length);
      expect(page.counts).toEqual(Object.fromEntries(tabs.map(([name, all]) => [name, all.split(" ").length])));
    });

    const created = (op: "from" | "before", at: number): Condition => ({ op, column: "createdAt", at });
    const modified = (op: "from" | "before", at: number): Condition => ({ op, column: "modifiedAt", at });
    const ranges: [string, Condition, string][] = [
      ["no range", everyone, "a1 c3 b2 d4 e5 f6"],
      ["a status", { op: "equals", column: "status", value: "UNCONFIRMED" }, "d4"],
      ["created from, inclusive", created("from", 40), "a1 c3 b2"],
      ["created to, exclusive", created("before", 40), "d4 e5 f6"],
      ["modified from", modified("from", 2_001), "c3"],
      ["modified to", modified("before", 9_000), "a1 b2 d4 e5 f6"],
      [
        "all at once",
        {
          op: "all",
          of: [
            { op: "equals", column: "status", value: "RESET_REQUIRED" },
            { op: "all", of: [created("from", 1), created("before", 41)] },
            modified("from", 1),
            modified("before", 9_000),
          ],
        },
        "b2",
      ],
      ["an empty range", { op: "all", of: [created("from", 40), created("before", 40)] }, ""],
    ];
    const more: [string, Condition, string][] = [
      ["a text a column equals, case and all", { op: "equals", column: "username", value: "Carol_X" }, "c3"],
      ["a text of a column that may be empty", { op: "equals", column: "phone", value: "+1555" }, "e5"],
      ["a flag that is set", { op: "flag", column: "enabled", value: true }, "a1 c3 b2 e5"],
      ["a flag that is not", { op: "flag", column: "enabled", value: false }, "d4 f6"],
      ["a text in a list", { op: "holds", column: "providers", value: "Google" }, "e5"],
      ["part of a text in a list", { op: "holds", column: "providers", value: "Goog" }, ""],
      ["other letters than in a list", { op: "holds", column: "providers", value: "google" }, ""],
      ["a NUL in a list", { op: "holds", column: "providers", value: "a\0" }, ""],
      ["a NUL in a column", { op: "equals", column: "username", value: "a\0" }, ""],
    ];
    test.each([...ranges, ...more])("within %s", async (_, within, found) => {
      const wanted = found.split(" ").filter(Boolean);
      const page = await store.searchUsers(pool, search({}, within));
      expect(page.rows.map(({ sub }) => sub)).toEqual(wanted);
      expect(page.total).toBe(wanted.length);
      expect(await store.matchSubs(pool, search({}, within), 10)).toEqual({ subs: wanted, total: wanted.length });
      expect(await store.countUsers(pool, everyone, [within])).toEqual([wanted.length]);
    });

    test("several ranges are counted at once, of one tab and one pool", async () => {
      const withins = ranges.map(([, within]) => within);
      const ofTab = (tab: UserSearch["tab"]) => conditionOf({ tab }, context);
      expect(await store.countUsers(pool, ofTab("disabled"), withins)).toEqual([2, 1, 0, 2, 0, 2, 0, 0]);
      expect(await store.countUsers(pool, ofTab("RESET_REQUIRED"), withins)).toEqual([1, 0, 1, 0, 0, 1, 1, 0]);
      expect(await store.countUsers("nowhere", everyone, withins)).toEqual(withins.map(() => 0));
      expect(await store.countUsers(pool, everyone, [])).toEqual([]);
    });

    test("every value of every filter finds whom it says, listed, selected and counted", async () => {
      const conditions = everyValue.map((values) => conditionOf(values, context));
      const subsOf = (condition: Condition) =>
        people.filter((one) => meets(condition, one, people)).map(({ sub }) => sub);
      const wanted = conditions.map((condition) => subsOf(condition).toSorted());
      const matched = everyValue.map((values) => store.matchSubs(pool, search(values), 10));
      expect((await Promise.all(matched)).map(({ subs }) => subs.toSorted())).toEqual(wanted);
      expect(await store.countUsers(pool, everyone, conditions)).toEqual(wanted.map(({ length }) => length));
      const pages = await Promise.all(everyValue.map((values) => store.searchUsers(pool, search(values))));
      expect(pages.map(({ total }) => total)).toEqual(wanted.map(({ length }) => length));
      // a filter under which nobody of them falls would prove nothing
      expect(wanted.filter(({ length }) => length > 0).length).toBeGreaterThan(5);
    });

    test("a provider finds whom it is linked to, among others too", async () => {
      const linked = async (provider: string) => (await store.matchSubs(pool, search({ provider }), 10)).subs;
      expect([await linked("Google"), await linked("Okta"), await linked("google"), await linked("Goo")]).toEqual([
        ["e5"],
        ["e5"],
        [],
        [],
      ]);
    });

    test.each(nastyTexts)("%j is a value wherever a condition takes a text, and never SQL", async (text) => {
      const conditions: Condition[] = [
        { op: "mentions", texts: [text] },
        { op: "named", names: [text] },
        { op: "holds", column: "providers", value: text },
        ...(["sub", "username", "status", "email", "phone", "name"] as const).map(
          (column): Condition => ({ op: "equals", column, value: text }),
        ),
      ];
      const hostile = fresh("hostile");
      const named = { username: text, status: text, email: text, phone: text, name: text, providers: [text] };
      await store.putUsers(hostile, [user(text, named), user("other", { providers: ["Okta"] })], 1);
      for (const condition of conditions) {
        const { subs } = await store.matchSubs(hostile, search({}, condition), 10);
        expect(subs).toEqual([text]);
      }
      expect(await store.countUsers(hostile, everyone, conditions)).toEqual(conditions.map(() => 1));
      expect((await store.searchUsers(hostile, search({}))).total).toBe(2);
    });

    test("the counts of all tabs are under the text", async () => {
      const { counts, total } = await store.searchUsers(pool, search({ text: "carol", tab: "disabled" }));
      expect(total).toBe(1);
      expect(counts).toEqual({
        ...Object.fromEntries(statuses.map((status) => [status, 0])),
        all: 2,
        FORCE_CHANGE_PASSWORD: 1,
        disabled: 1,
      });
    });

    // Equal ones by sub, in the direction of the list; empty ones last either way.
    const orders: Record<UserSearch["sort"], [string, string]> = {
      status: ["a1 e5 c3 b2 f6 d4", "d4 f6 b2 c3 e5 a1"],
      username: ["b2 f6 c3 d4 e5 a1", "a1 e5 d4 c3 f6 b2"],
      email: ["b2 d4 e5 a1 c3 f6", "a1 e5 d4 b2 f6 c3"],
      phone: ["e5 b2 a1 c3 d4 f6", "b2 e5 f6 d4 c3 a1"],
      name: ["b2 d4 f6 a1 c3 e5", "a1 f6 d4 b2 e5 c3"],
      enabled: ["d4 f6 a1 b2 c3 e5", "e5 c3 b2 a1 f6 d4"],
      created: ["f6 e5 d4 b2 c3 a1", "a1 c3 b2 d4 e5 f6"],
      modified: ["a1 b2 d4 e5 f6 c3", "c3 f6 e5 d4 b2 a1"],
    };
    test.each(sortColumns)("sorts by %s both ways, the same on both engines", async (sort) => {
      expect([await subs({ sort, descending: false }), await subs({ sort, descending: true })]).toEqual(orders[sort]);
      const { subs: matched } = await store.matchSubs(pool, search({ sort, descending: false }), 3);
      expect(matched.join(" ")).toBe(orders[sort][0].split(" ").slice(0, 3).join(" "));
    });

    test("users of one status are sorted by age", async () => {
      const pool = fresh("ages");
      await store.putUsers(
        pool,
        [3, 1, 2].map((age, i) => user(`s${i}`, { createdAt: age })),
        1,
      );
      const orders = [false, true].map((descending) =>
        store.matchSubs(pool, search({ sort: "status", descending }), 9),
      );
      expect((await Promise.all(orders)).map(({ subs }) => subs)).toEqual([
        ["s1", "s2", "s0"],
        ["s0", "s2", "s1"],
      ]);
    });

    test("pages cover everyone once, and the page after the last is empty", async () => {
      const many = fresh("pages");
      const all = Array.from({ length: 60 }, (_, i) => user(`u${String(i).padStart(2, "0")}`, { createdAt: i >> 2 }));
      await store.putUsers(many, all, 1);
      const pages = await Promise.all(
        [1, 2, 3, 4, 100_000].map((page) => store.searchUsers(many, search({ page, size: 25 }))),
      );
      expect(pages.map(({ rows }) => rows.length)).toEqual([25, 25, 10, 0, 0]);
      expect(pages.map(({ total }) => total)).toEqual([60, 60, 60, 60, 60]);
      expect(new Set(pages.flatMap(({ rows }) => rows.map(({ sub }) => sub))).size).toBe(60);
    });

    test("counts stop at the cap, each tab on its own", async () => {
      const big = fresh("big");
      await opened.raw(`insert into users select '${big}', 's' || i, 'u' || i,
        case when i <= 3 then 'UNCONFIRMED' else 'CONFIRMED' end, true, null, true, null, true, null, '[]', i, i, 1, null, 'u' || i
        from generate_series(1, ${countCap + 5}) i`);
      const { counts, total } = await store.searchUsers(big, search({}));
      expect(total).toBe(countCap);
      expect(counts).toMatchObject({ all: countCap, CONFIRMED: countCap, UNCONFIRMED: 3, RESET_REQUIRED: 0 });
      expect(await store.matchSubs(big, search({}), 2)).toEqual({
        subs: [`s${countCap + 5}`, `s${countCap + 4}`],
        total: countCap,
      });
    });

    describe("a list of names", () => {
      const pool = fresh("named");
      const named: User[] = [
        user("n1", { username: "Ada", email: "Ada@Example.com", phone: "+447700900123", name: "Ada Lovelace" }),
        user("n2", { username: "b-2", email: "shared@example.com", preferredUsername: "Pebble" }),
        user("n3", { username: "n3-x", email: "SHARED@example.com" }),
        user("n4", { username: "Müller", email: null, preferredUsername: "ada" }),
      ];
      beforeAll(() => store.putUsers(pool, named, 1));

      const lists: [string, string[], string, number[]][] = [
        ["addresses in any case", ["ADA@example.com", "nobody@example.com"], "n1", [1, 0]],
        ["a shared address", ["shared@example.com"], "n2 n3", [2]],
        ["a number, a preferred username, a sub", ["+447700900123", "pebble", "N3"], "n1 n2 n3", [1, 1, 1]],
        ["a username that is another's preferred one", ["ada"], "n1 n4", [2]],
        ["letters beyond ASCII", ["müller", "MÜLLER"], "n4", [1, 1]],
        ["no part of a name", ["ad", "example.com", "Ada Lovelace", "%", ""], "", [0, 0, 0, 0, 0]],
        ["nobody", [], "", []],
      ];
      test.each(lists)("%s", async (_, names, found, counts) => {
        const { subs } = await store.matchSubs(pool, search({}, { op: "named", names }), 10);
        expect(subs.toSorted().join(" ")).toBe(found);
        expect(await store.countNamed(pool, names)).toEqual(counts);
        expect(await store.countNamed("nowhere", names)).toEqual(names.map(() => 0));
      });
    });

    test("several texts find whoever has one of them", async () => {
      const texts = ["neil", "+4915", "x".repeat(300), "qqqq"];
      const { subs } = await store.matchSubs("list", search({}, { op: "mentions", texts }), 10);
      expect(subs.toSorted()).toEqual(["b2", "d4"]);
      expect((await store.matchSubs("list", search({}, { op: "mentions", texts: [] }), 10)).subs).toEqual([]);
    });

    test("rows that were written before accents were left out are found as new ones are", async () => {
      const pool = fresh("before");
      const names = [
        "María",
        "Straße",
        "Øystein Ærø Þór",
        "Łódź",
        "İstanbul ılık",
        "Nguyễn",
        "Ǿ ǽ ﬁ ＡＢ ™",
        "한글 가각",
        "がぎ",
      ];
      names.push(
        "two  spaces",
        "+44\u00a07700\u200b900",
        "50%_\\",
        "plain",
        "ΣΟΦΊΑ ς",
        "Ⅻ ℌ 𝚨 ẞ",
        "👩‍👩‍👧 é",
        "नमस्ते",
        "שָׁלוֹם",
      );
      await store.putUsers(
        pool,
        names.map((name, i) => user(`w${i}`, { name })),
        1,
      );
      const rows = () => opened.raw(`select sub, search from users where pool_key = '${pool}' order by sub`);
      const wanted = await rows();
      for (const [i, name] of names.entries()) {
        const { username, email, sub } = user(`w${i}`);
        const old = [username, email, name, sub].map((field) => fold(field as string)).join("\n");
        await opened.raw(`update users set search = '${old}' where pool_key = '${pool}' and sub = '${sub}'`);
      }
      expect(await rows()).not.toEqual(wanted);
      const migration = readFileSync("lib/db/migrations/0003_spellings.sql", "utf8").split("--> statement-breakpoint");
      await opened.raw(migration.find((statement) => statement.includes("UPDATE")) as string);
      expect(await rows()).toEqual(wanted);
    });

    test("finds those who have something that somebody else has too, by the pool's rule of case", async () => {
      const pool = fresh("held-twice");
      const people = [
        user("t1", { email: "Shared@example.com" }),
        user("t2", { email: "shared@example.com", phone: "+100" }),
        user("t3", { email: "shared@example.com" }),
        user("t4", { email: null, phone: "+100" }),
        user("t5", { email: null, preferredUsername: "pebble" }),
        user("t6", { email: null, preferredUsername: "Pebble" }),
        user("t7", { email: null }),
      ];
      await store.putUsers(pool, people, 1);
      await store.putUsers(fresh("neighbour"), [user("t8", { email: "lone@example.com" })], 1);
      await store.putUsers(pool, [user("t9", { email: "lone@example.com" })], 1);
      for (const caseSensitive of [true, false]) {
        const held = conditionOf({ held: "twice" }, { ...context, caseSensitive });
        const question = { ...everyoneQuestion, within: held, size: 25 as const };
        const found = (await store.searchUsers(pool, question)).rows.map(({ sub }) => sub).toSorted();
        expect(found).toEqual(caseSensitive ? ["t2", "t3", "t4"] : ["t1", "t2", "t3", "t4", "t5", "t6"]);
        expect(await store.countUsers(pool, everyone, [held])).toEqual([found.length]);
        expect(found).toEqual(people.filter((one) => meets(held, one, people)).map(({ sub }) => sub));
      }
    });

    test("finds who else holds an address or a number", async () => {
      const pool = fresh("holders");
      await store.putUsers(
        pool,
        [
          user("h1", { email: "Shared@example.com", phone: "+100" }),
          user("h2", { email: "shared@EXAMPLE.com", phone: "+1001", preferredUsername: "Pebble" }),
          user("h3", { email: "unshared@example.com", phone: "+100", username: "shared-name" }),
        ],
        1,
      );
      const named = async (...names: SoughtName[]) => (await store.namedUsers(pool, names)).map(({ sub }) => sub);
      const shared = { attribute: "email", value: "SHARED@example.com" } as const;
      expect(await named(shared)).toEqual(["h1", "h2"]);
      expect(await named({ attribute: "phone_number", value: "+100" })).toEqual(["h1", "h3"]);
      expect((await named(shared, { attribute: "phone_number", value: "+100" })).toSorted()).toEqual([
        "h1",
        "h2",
        "h3",
      ]);
      expect(await named({ attribute: "username", value: "SHARED-NAME" })).toEqual(["h3"]);
      expect(await named({ attribute: "preferred_username", value: "pebble" })).toEqual(["h2"]);
      expect(await named({ attribute: "email", value: "nobody@example.com" })).toEqual([]);
      expect(await store.namedUsers(fresh("other"), [shared])).toEqual([]);
      expect(await named()).toEqual([]);
    });
  });

  describe("the directory follows Cognito", () => {
    const read = async (pool: string, sub: string) => (await store.readUsers(pool, [sub]))[0];

    test("only what changed is written, and counted", async () => {
      const pool = fresh("pool");
      expect(await store.putUsers(pool, [user("1"), user("2"), user("1", { name: "Last" })], 100)).toBe(2);
      expect((await read(pool, "1"))?.name).toBe("Last");
      expect(await store.putUsers(pool, [user("1", { name: "Last" }), user("2")], 200)).toBe(0);
      expect(await store.putUsers(pool, [user("1", { name: "New", modifiedAt: 3_000 }), user("2")], 300)).toBe(1);
      expect(await store.putUsers(pool, [], 300)).toBe(0);
    });

    test("a change of the address is found by the new one and no more by the old", async () => {
      const pool = fresh("pool");
      await store.putUsers(pool, [user("1", { email: "old@example.com" })], 100);
      await store.putUsers(pool, [user("1", { email: "new@example.com", modifiedAt: 3_000 })], 200);
      expect((await store.searchUsers(pool, search({ text: "old@" }))).total).toBe(0);
      expect((await store.searchUsers(pool, search({ text: "new@" }))).total).toBe(1);
      await store.expectUser(pool, "1", { name: "Renamed" }, 300);
      expect((await store.searchUsers(pool, search({ text: "renamed" }))).total).toBe(1);
    });

    // A row as first listed at 10,000, then what happened, then a list taken at `seenAt` that says RESET_REQUIRED.
    const lists: [string, { expectedAt?: number; listed: Partial<User>; seenAt: number }, string][] = [
      ["a later list is believed", { listed: { modifiedAt: 3_000 }, seenAt: 11_000 }, "RESET_REQUIRED"],
      ["a list of the same moment is believed", { listed: { modifiedAt: 3_000 }, seenAt: 10_000 }, "RESET_REQUIRED"],
      [
        "an older list with a newer user is believed",
        { listed: { modifiedAt: 3_000 }, seenAt: 9_000 },
        "RESET_REQUIRED",
      ],
      ["an older list with an older user is not", { listed: { modifiedAt: 1_000 }, seenAt: 9_000 }, "CONFIRMED"],
      [
        "a later list is believed of a pool that was put back",
        { listed: { modifiedAt: 1_000 }, seenAt: 11_000 },
        "RESET_REQUIRED",
      ],
      [
        "a list taken before our call is not",
        { expectedAt: 12_000, listed: { modifiedAt: 11_500 }, seenAt: 11_900 },
        "UNCONFIRMED",
      ],
      [
        "a list taken after our call is",
        { expectedAt: 12_000, listed: { modifiedAt: 12_000 }, seenAt: 12_001 },
        "RESET_REQUIRED",
      ],
    ];
    test.each(lists)("%s", async (_, { expectedAt, listed, seenAt }, status) => {
      const pool = fresh("pool");
      await store.putUsers(pool, [user("1")], 10_000);
      if (expectedAt) await store.expectUser(pool, "1", { status: "UNCONFIRMED" }, expectedAt);
      const changed = await store.putUsers(pool, [user("1", { status: "RESET_REQUIRED", ...listed })], seenAt);
      expect((await read(pool, "1"))?.status).toBe(status);
      expect(changed).toBe(status === "RESET_REQUIRED" ? 1 : 0);
    });

    describe("a row is a live reading", () => {
      const facts: [what: string, happened: (pool: string) => Promise<unknown>, taken: string | null][] = [
        ["of the moment in which it was asked for", async () => {}, "As first read"],
        [
          "of the latest request, where that found no change",
          (pool) => store.putUsers(pool, [user("1", { name: "As first read" })], 10_400),
          "As first read",
        ],
        [
          "of the latest request, with what that found",
          (pool) => store.putUsers(pool, [user("1", { name: "As swept", modifiedAt: 3_000 })], 10_400),
          "As swept",
        ],
        ["no more once a call of ours has changed it", (pool) => store.expectUser(pool, "1", {}, 10_400), null],
        [
          "not by a page asked for before that call",
          async (pool) => {
            await store.expectUser(pool, "1", {}, 10_400);
            await store.putUsers(pool, [user("1", { name: "As swept", modifiedAt: 3_000 })], 10_399);
          },
          null,
        ],
        [
          "again by a page asked for after that call",
          async (pool) => {
            await store.expectUser(pool, "1", {}, 10_400);
            await store.putUsers(pool, [user("1", { name: "As swept", modifiedAt: 3_000 })], 10_401);
          },
          "As swept",
        ],
      ];
      test.each(facts)("%s", async (_what, happened, taken) => {
        const pool = fresh("pool");
        await store.putUsers(pool, [user("1", { name: "As first read" })], 10_000);
        await happened(pool);
        const read = await store.readUsersSeen(pool, ["1"], 9_999, 11_000);
        expect(read.map(({ name }) => name)).toEqual(taken === null ? [] : [taken]);
      });

      test("between two moments, and only then", async () => {
        const pool = fresh("pool");
        const at: [string, number][] = [
          ["before", 9_000],
          ["edge", 10_000],
          ["first", 10_001],
          ["last", 11_000],
          ["ahead", 11_001],
        ];
        for (const [sub, seenAt] of at) await store.putUsers(pool, [user(sub)], seenAt);
        await store.putUsers(fresh("pool"), [user("elsewhere")], 10_500);
        const subs = ["last", "ahead", "nobody", "elsewhere", "first", "edge", "before"];
        const read = await store.readUsersSeen(pool, subs, 10_000, 11_000);
        expect(read).toEqual([user("last"), user("first")]);
        expect(await store.readUsersSeen(pool, [], 10_000, 11_000)).toEqual([]);
      });
    });

    test("an expectation changes what it names and nothing else", async () => {
      const pool = fresh("pool");
      await store.putUsers(pool, [user("1", { providers: ["Okta"] })], 100);
      await store.expectUser(pool, "1", { enabled: false, emailVerified: false }, 200);
      expect(await read(pool, "1")).toEqual(user("1", { providers: ["Okta"], enabled: false, emailVerified: false }));
      await store.expectUser(pool, "nobody", { enabled: false }, 200);
      expect(await read(pool, "nobody")).toBeUndefined();
    });

    test("after a full sweep those not seen are forgotten, others and other pools stay", async () => {
      const [pool, other] = [fresh("pool"), fresh("pool")];
      await store.putUsers(
        pool,
        ["gone", "same", "changed", "called"].map((sub) => user(sub)),
        100,
      );
      await store.putUsers(other, [user("gone")], 100);
      await store.putUsers(pool, [user("same"), user("changed", { name: "x", modifiedAt: 3_000 })], 200);
      await store.expectUser(pool, "called", { enabled: false }, 250);
      expect(await store.forgetUnseen(pool, 200)).toBe(1);
      expect((await store.readUsers(pool, ["gone", "same", "changed", "called"])).map(({ sub }) => sub)).toEqual([
        "same",
        "changed",
        "called",
      ]);
      expect(await read(other, "gone")).toBeDefined();
      expect(await store.forgetUnseen(pool, 200)).toBe(0);
    });

    test("a removed user is gone, whether it was there or not", async () => {
      const pool = fresh("pool");
      await store.putUsers(pool, [user("1")], 100);
      await store.removeUser(pool, "1");
      await store.removeUser(pool, "1");
      expect(await read(pool, "1")).toBeUndefined();
    });

    test("sweeps are noted field by field", async () => {
      const pool = fresh("pool");
      const none = { troubledAt: null, fullAt: null, runningSince: null, seen: 0, problem: null };
      expect(await store.readSweep(pool)).toEqual(none);
      await store.noteSweep(pool, { runningSince: 1_700_000_000_000, seen: 3 });
      await store.noteSweep(pool, { problem: "Cognito could not be reached." });
      await store.noteSweep(pool, {});
      await store.noteSweep(pool, { runningSince: null, fullAt: 1_700_000_000_500 });
      expect(await store.readSweep(pool)).toEqual({
        ...none,
        seen: 3,
        fullAt: 1_700_000_000_500,
        problem: "Cognito could not be reached.",
      });
    });

    test("writers that overlap end with every user once", async () => {
      const pool = fresh("pool");
      const page = (from: number, name: string) =>
        Array.from({ length: 60 }, (_, i) => user(`u${from + i}`, { name, modifiedAt: 3_000 + from }));
      await Promise.all(
        [0, 20, 40, 0, 30].map((from, i) => store.putUsers(pool, page(from, `n${i}`).reverse(), 100 + i)),
      );
      expect((await store.searchUsers(pool, search({}))).total).toBe(100);
    });

    test("statistics are refreshed and the database answers", async () => {
      await store.analyze();
      await store.ping();
    });
  });

  describe("jobs", () => {
    const newJob = (subs: string[], change: Partial<NewJob> = {}): NewJob => ({
      id: fresh("job"),
      idempotencyKey: fresh("key"),
      poolKey: fresh("pool"),
      operation: "disable",
      options: { alsoSignOut: true },
      actor: { sub: "s-1", name: "Ada", email: null },
      reason: "Called the help desk",
      ticket: "SUP-1",
      session: "0123456789ab",
      role: "agent",
      share: "interactive",
      createdAt: 1_000,
      items: subs.map((sub) => ({ sub, username: `user-${sub}`, label: `${sub}@x`, state: "pending", message: null })),
      ...change,
    });
    const result = (n: number, change: Partial<ItemResult> = {}): ItemResult => ({
      n,
      state: "done",
      code: null,
      message: null,
      revealable: false,
      becomes: null,
      fresh: null,
      others: [],
      ...change,
    });
    /** A job that "me" works on; leases are measured by the present. */
    async function started(subs: string[], change: Partial<NewJob> = {}): Promise<NewJob> {
      const job = newJob(subs, change);
      await store.createJob(job, event());
      expect(await store.leaseJob(job.id, "me", Date.now(), 60_000)).toBe(true);
      return job;
    }
    const counts = async (id: string) => {
      const { counts } = (await store.readJob(id)) ?? {};
      return Object.fromEntries(Object.entries(counts ?? {}).filter(([, items]) => items > 0));
    };

    test("a job is kept with its items and its announcement", async () => {
      const job = newJob(["a", "b"]);
      job.items.push({ sub: "c", username: "c", label: "c", state: "skipped", message: "Is disabled already." });
      const announced = event({ action: "start-job", jobId: job.id });
      const { sealed, ...made } = await store.createJob(job, announced);
      expect(made).toEqual({ id: job.id, created: true });
      expect(sealed).toMatchObject([{ ...announced, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
      const { idempotencyKey, session, items, ...kept } = job;
      expect(await store.readJob(job.id)).toEqual({
        ...kept,
        state: "running",
        stoppedBecause: null,
        total: 3,
        counts: { pending: 2, sending: 0, done: 0, failed: 0, skipped: 1, unknown: 0 },
        finishedAt: null,
      });
      const listed = await store.listItems(job.id, 0, 10);
      expect(
        listed.map(({ n, sub, username, label, state, message }) => [n, sub, username, label, state, message]),
      ).toEqual(items.map(({ sub, username, label, state, message }, n) => [n, sub, username, label, state, message]));
      expect(await store.listItems(job.id, 1, 1)).toEqual([listed[1]]);
      expect(await store.listItems(job.id, 0, 10, ["skipped"])).toEqual([listed[2]]);
      expect(await store.readJob("unknown")).toBeNull();
    });

    test("one idempotency key makes one job, even when asked twice at once", async () => {
      const key = fresh("key");
      const asked = await Promise.all(
        Array.from({ length: 6 }, () => store.createJob(newJob(["a"], { idempotencyKey: key }), event())),
      );
      expect(asked.filter(({ created }) => created)).toHaveLength(1);
      expect(asked.flatMap(({ sealed }) => sealed)).toHaveLength(1);
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      expect(await store.jobOfKey(key)).toBe(asked[0]?.id);
      expect(await store.jobOfKey("unknown")).toBeNull();
    });

    test("a job without reason and ticket is kept without", async () => {
      const job = newJob(["a"], { reason: null, ticket: null });
      await store.createJob(job, event());
      expect(await store.readJob(job.id)).toMatchObject({ reason: null, ticket: null });
    });

    test("a user's runs are told newest first, also those that left the user out, and of its pool only", async () => {
      const poolKey = fresh("pool");
      const sub = fresh("sub");
      const left = newJob(["other", sub], { poolKey, createdAt: 1_000 });
      left.items[1] = { sub, username: "u", label: "u@x", state: "skipped", message: "Is disabled already." };
      const later = newJob([sub], { poolKey, createdAt: 3_000, reason: null });
      const between = newJob([sub], { poolKey, createdAt: 2_000 });
      for (const job of [left, later, between, newJob([sub]), newJob(["other"], { poolKey })])
        await store.createJob(job, event());
      const runs = await store.runsOfUser(poolKey, sub, 10);
      expect(runs.map(({ job }) => job.id)).toEqual([later.id, between.id, left.id]);
      const { id, operation, actor, reason, ticket, createdAt } = left;
      expect(runs[2]).toEqual({
        job: { id, operation, actor, reason, ticket, createdAt },
        item: { n: 1, label: "u@x", state: "skipped", message: "Is disabled already.", changedAt: 1_000 },
      });
      expect(await store.runsOfUser(poolKey, sub, 1)).toEqual(runs.slice(0, 1));
      expect(await store.runsOfUser(poolKey, "nobody", 10)).toEqual([]);
    });

    test("jobs are listed newest first, of the pools asked for, page by page", async () => {
      const poolKey = fresh("pool");
      const jobs = [1_000, 3_000, 2_000].map((createdAt) => newJob(["a"], { poolKey, createdAt }));
      for (const job of jobs) await store.createJob(job, event());
      const ids = [jobs[1], jobs[2], jobs[0]].map((job) => job?.id);
      expect((await store.listJobs([poolKey, "other"], 10, null)).map(({ id }) => id)).toEqual(ids);
      expect((await store.listJobs([poolKey], 1, 3_000)).map(({ id }) => id)).toEqual([ids[1]]);
      expect(await store.listJobs([], 10, null)).toEqual([]);
    });

    test("jobs are listed of one state when it is named", async () => {
      const poolKey = fresh("pool");
      const [running, ended] = [newJob(["a"], { poolKey }), newJob(["a"], { poolKey })];
      for (const job of [running, ended]) await store.createJob(job, event());
      await store.endJob(ended.id, "cancelled", null, null, 9_000);
      const listed = await Promise.all(
        [undefined, "running" as const, "cancelled" as const, "finished" as const].map((state) =>
          store.listJobs([poolKey], 10, null, state),
        ),
      );
      expect(listed.map((jobs) => jobs.map(({ id }) => id).sort())).toEqual([
        [running.id, ended.id].sort(),
        [running.id],
        [ended.id],
        [],
      ]);
    });

    test("one owner at a time has the lease, until it runs out or the job ends", async () => {
      const job = newJob(["a"], { createdAt: Date.now() });
      await store.createJob(job, event());
      // Its own process takes it at once; another only after a while.
      expect(await store.idleJobs("me", Date.now())).not.toContain(job.id);
      const late = newJob(["a"], { createdAt: Date.now() - 10_000 });
      await store.createJob(late, event());
      expect(await store.idleJobs("me", Date.now())).toContain(late.id);
      const taken = await Promise.all(["me", "you"].map((owner) => store.leaseJob(job.id, owner, Date.now(), 60_000)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const [owner, other] = taken[0] ? ["me", "you"] : ["you", "me"];
      expect(await store.idleJobs(other as string, Date.now())).not.toContain(job.id);
      expect(await store.idleJobs(owner as string, Date.now())).toContain(job.id);
      expect(await store.leaseJob(job.id, owner as string, Date.now(), 50)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(await store.idleJobs(other as string, Date.now())).toContain(job.id);
      expect(await store.leaseJob(job.id, other as string, Date.now(), 60_000)).toBe(true);
      expect(await store.leaseJob(job.id, owner as string, Date.now(), 60_000)).toBe(false);
      expect(await store.openItems(job.id, owner as string, [0], [event()], Date.now())).toBeNull();
      await store.endJob(job.id, "cancelled", "Enough.", null, Date.now());
      expect(await store.leaseJob(job.id, other as string, Date.now(), 60_000)).toBe(false);
      expect(await store.idleJobs(other as string, Date.now() + 1e9)).not.toContain(job.id);
      expect(await store.leaseJob("unknown", "me", Date.now(), 60_000)).toBe(false);
    });

    test("items are opened with their intents, once", async () => {
      const job = await started(["a", "b", "c"]);
      const intents = [0, 1].map((item) => event({ kind: "intent", jobId: job.id, item, outcome: null }));
      const sealed = await store.openItems(job.id, "me", [0, 1], intents, Date.now());
      expect(sealed?.map(({ id }) => id)).toEqual(intents.map(({ id }) => id));
      expect((await store.pendingItems(job.id, 10)).map(({ n }) => n)).toEqual([2]);
      expect((await store.abandonedItems(job.id)).map(({ n }) => n)).toEqual([0, 1]);
      const before = (await chain()).length;
      for (const items of [[1], [1, 2], [7]])
        expect(await store.openItems(job.id, "me", items, [event()], Date.now())).toBeNull();
      expect(await store.openItems("unknown", "me", [0], [event()], Date.now())).toBeNull();
      expect((await chain()).length).toBe(before);
      expect(await counts(job.id)).toEqual({ pending: 1, sending: 2 });
    });

    test("two who open the same item: one does", async () => {
      const job = await started(["a"]);
      const both = await Promise.all([1, 2].map(() => store.openItems(job.id, "me", [0], [event()], Date.now())));
      expect(both.filter(Boolean)).toHaveLength(1);
    });

    test("closing sets items, counts and the directory", async () => {
      const job = await started(["a", "b", "c", "d", "e"]);
      await store.putUsers(
        job.poolKey,
        ["a", "b", "c"].map((sub) => user(sub)),
        100,
      );
      await store.openItems(job.id, "me", [0, 1, 2, 4], [], Date.now());
      const now = Date.now();
      const outcome = event({ kind: "outcome", jobId: job.id });
      const sealed = await store.closeItems(
        job.id,
        [
          result(0, { becomes: { enabled: false }, revealable: true }),
          result(1, { state: "failed", code: "throttled", message: "Busy.", fresh: user("b", { name: "Read" }) }),
          result(2, { state: "unknown", fresh: user("c", { name: "Old" }), becomes: { enabled: false } }),
          result(3, { state: "skipped", message: "Changed meanwhile.", fresh: user("d") }),
          result(4, { becomes: { enabled: false } }),
        ],
        [outcome],
        now,
      );
      expect(sealed.map(({ id }) => id)).toEqual([outcome.id]);
      expect(await counts(job.id)).toEqual({ done: 2, failed: 1, skipped: 1, unknown: 1 });
      expect(await store.listItems(job.id, 0, 2)).toMatchObject([
        { state: "done", code: null, message: null, revealable: true },
        { state: "failed", code: "throttled", message: "Busy.", revealable: false },
      ]);
      expect(await store.readUsers(job.poolKey, ["a", "b", "c", "d", "e"])).toEqual([
        user("a", { enabled: false }),
        user("b", { name: "Read" }),
        user("c", { name: "Old", enabled: false }),
        user("d"),
      ]);
      await store.putUsers(job.poolKey, [user("a", { modifiedAt: 3_000 })], now - 1);
      expect((await store.readUsers(job.poolKey, ["a"]))[0]?.enabled).toBe(false);
      expect((await store.readJob(job.id))?.state).toBe("running");
    });

    test("only items being sent are closed; pending ones may be skipped", async () => {
      const job = await started(["a", "b", "c"]);
      await store.openItems(job.id, "me", [0], [], Date.now());
      await store.closeItems(job.id, [result(0, { state: "unknown" })], [], Date.now());
      await store.closeItems(job.id, [result(0), result(1), result(2, { state: "skipped" })], [event()], Date.now());
      expect((await store.listItems(job.id, 0, 9)).map(({ state }) => state)).toEqual([
        "unknown",
        "pending",
        "skipped",
      ]);
      await expect(store.closeItems("unknown", [], [], Date.now())).rejects.toThrow(Fault);
    });

    test("a job ends once, and what was pending is skipped for its reason", async () => {
      const job = await started(["a", "b"]);
      await store.openItems(job.id, "me", [0], [], Date.now());
      const ended = await Promise.all(
        [1, 2].map(() => store.endJob(job.id, "stopped", "No permission.", event(), 9_000)),
      );
      expect(ended.map(({ length }) => length).sort()).toEqual([0, 1]);
      expect(await store.readJob(job.id)).toMatchObject({
        state: "stopped",
        stoppedBecause: "No permission.",
        finishedAt: 9_000,
      });
      expect(await store.endJob(job.id, "finished", null, event(), 9_999)).toEqual([]);
      expect(await store.openItems(job.id, "me", [0], [event()], Date.now())).toBeNull();
      await store.closeItems(job.id, [result(0)], [], Date.now());
      expect(await store.listItems(job.id, 0, 9)).toMatchObject([
        { state: "done" },
        { state: "skipped", message: "No permission." },
      ]);
      expect(await store.endJob("unknown", "finished", null, event(), 1)).toEqual([]);
    });

    test("whoever follows a job hears of every change, whatever the clocks say", async () => {
      const job = await started(["a", "b", "c", "d"]);
      const now = Date.now();
      await store.openItems(job.id, "me", [0, 1, 2], [], now);
      const first = await store.itemsSince(job.id, 0, 1);
      expect(first.map(({ n }) => n)).toEqual([0, 1, 2]);
      await store.closeItems(job.id, [result(1)], [], now);
      await store.closeItems(job.id, [result(0)], [], now - 60_000);
      const seen = first.at(-1)?.changedAt ?? 0;
      const next = await store.itemsSince(job.id, seen, 10);
      expect(next.map(({ n, state }) => [n, state])).toEqual([
        [1, "done"],
        [0, "done"],
      ]);
      expect((await store.itemsSince(job.id, seen, 1)).map(({ n }) => n)).toEqual([1]);
      expect(await store.itemsSince(job.id, next.at(-1)?.changedAt ?? 0, 10)).toEqual([]);
    });

    test("a password is shown once, and never after the process that held it has ended", async () => {
      const job = await started(["a", "b"]);
      await store.openItems(job.id, "me", [0, 1], [], Date.now());
      await store.closeItems(
        job.id,
        [result(0, { revealable: true }), result(1, { revealable: true })],
        [],
        Date.now(),
      );
      const shown = await Promise.all([1, 2, 3].map(() => store.claimReveal(job.id, 0)));
      expect(shown.filter(Boolean)).toHaveLength(1);
      expect(await store.claimReveal(job.id, 9)).toBe(false);
      await store.forgetReveals();
      expect(await store.claimReveal(job.id, 1)).toBe(false);
      expect((await store.listItems(job.id, 0, 9)).some(({ revealable }) => revealable)).toBe(false);
    });
  });

  describe("notes", () => {
    const note = (change: Partial<Note> = {}): Note => ({
      id: fresh("note"),
      poolKey: fresh("pool"),
      sub: "s",
      at: 1_000,
      author: { sub: "s-1", name: "Ada", email: null },
      text: "Called:\n“no code came”",
      ...change,
    });

    test("a note is kept with the event that tells of it, once", async () => {
      const kept = note();
      const told = event({ action: "add-note" });
      const both = await Promise.all([store.addNote(kept, told), store.addNote(kept, { ...told, id: fresh("event") })]);
      expect(both.flat()).toHaveLength(1);
      expect(await store.notesOfUser(kept.poolKey, "s", 10)).toEqual([kept]);
    });

    test("no note is kept without its event", async () => {
      const [known] = await store.append([event()]);
      const kept = note();
      await expect(store.addNote(kept, event({ id: known?.id ?? "" }))).rejects.toThrow();
      expect(await store.notesOfUser(kept.poolKey, "s", 10)).toEqual([]);
    });

    test("a user's notes are told newest first, and of its pool only", async () => {
      const poolKey = fresh("pool");
      const notes = [1_000, 3_000, 2_000].map((at) => note({ poolKey, at }));
      for (const one of [...notes, note(), note({ poolKey, sub: "other" })]) await store.addNote(one, event());
      expect(await store.notesOfUser(poolKey, "s", 10)).toEqual([notes[1], notes[2], notes[0]]);
      expect(await store.notesOfUser(poolKey, "s", 2)).toEqual([notes[1], notes[2]]);
    });
  });

  describe("the audit", () => {
    const everything: AuditFilter = {
      actor: "",
      target: "",
      action: null,
      outcome: null,
      from: null,
      to: null,
      jobId: null,
      pool: null,
      onlyOperations: false,
      poolKeys: [],
    };

    test("twenty appends at once keep one unbroken chain", async () => {
      const before = (await chain()).length;
      const sealed = await Promise.all(
        Array.from({ length: 20 }, (_, i) => store.append([event({ item: i }), event({ item: i })])),
      );
      for (const [a, b] of sealed) expect(b?.seq).toBe((a?.seq ?? 0) + 1);
      const all = await chain();
      expect(all).toHaveLength(before + 40);
      expect(firstBrokenLink(all)).toBeNull();
    });

    test("an event is read back exactly as it was sealed", async () => {
      const full = event({
        kind: "outcome",
        poolKey: "eu",
        target: { sub: "t", username: "ünï", label: "" },
        call: "AdminDisableUser",
        jobId: "j",
        item: 0,
        intentId: "i",
        code: "throttled",
        message: "a\0b \ud800 'quoted' \\ \u2028 😀",
        requestId: "r",
        detail: {
          text: "\0",
          tiny: 5e-324,
          huge: 1e300,
          third: 1 / 3,
          minus: -0,
          yes: true,
          none: null,
          "2": 1,
          "10": 2,
        },
      });
      const sealed = await store.append([full, event({ actor: null, role: null, session: null, outcome: null })]);
      expect(await store.walkEvents(sealed[0]?.seq ?? 0, 2)).toEqual(sealed);
    });

    test("a failure in the middle appends nothing", async () => {
      const before = (await chain()).length;
      const twice = event();
      await expect(store.append([event(), twice, twice])).rejects.not.toThrow(Fault);
      expect(await chain()).toHaveLength(before);
      await store.append([event()]);
      expect(firstBrokenLink(await chain())).toBeNull();
      expect(await store.append([])).toEqual([]);
    });

    test.each([
      "update audit_events set action = 'x'",
      "delete from audit_events",
      "truncate audit_events",
      "delete from audit_head",
    ])("the database refuses: %s", async (statement) => {
      await expect(opened.raw(statement)).rejects.toThrow("append-only");
    });

    test("an intruder who gets past that is found out", async () => {
      const [one, two, three] = await store.append([event(), event(), event()]);
      if (!one || !two || !three) throw new Error("three were sealed");
      const behindTheBack = async (change: string, back: string) => {
        await opened.raw(change);
        const broken = firstBrokenLink(await chain());
        await opened.raw(back);
        return broken;
      };
      await opened.raw("alter table audit_events disable trigger all");
      const at = `where seq = ${two.seq}`;
      expect(
        await behindTheBack(
          `update audit_events set message = 'x' ${at}`,
          `update audit_events set message = null ${at}`,
        ),
      ).toEqual({
        seq: two.seq,
        problem: `Event ${two.seq} was changed after it was sealed.`,
      });
      const turn = `update audit_events set seq = case seq when ${two.seq} then -${three.seq} else -${two.seq} end where seq in (${two.seq}, ${three.seq})`;
      const upright = "update audit_events set seq = -seq where seq < 0";
      await opened.raw(turn);
      expect(await behindTheBack(upright, turn)).toMatchObject({ seq: two.seq });
      await opened.raw(upright);
      await opened.raw("create table stolen as select * from audit_events");
      expect(
        await behindTheBack(`delete from audit_events ${at}`, `insert into audit_events select * from stolen ${at}`),
      ).toEqual({ seq: three.seq, problem: `Event ${two.seq} is missing; the next one is ${three.seq}.` });
      await opened.raw("alter table audit_events enable trigger all");
      expect(firstBrokenLink(await chain())).toBeNull();
    });

    describe("page", () => {
      const poolKey = "audited";
      const intent = event({
        kind: "intent",
        outcome: null,
        poolKey,
        jobId: "job-x",
        at: 1_000,
        target: target("zoë", "z1"),
      });
      const lost = event({
        kind: "intent",
        outcome: null,
        poolKey,
        jobId: "job-x",
        at: 2_000,
        target: target("bob_b", "b1"),
      });
      const done = event({
        ...intent,
        id: fresh("event"),
        kind: "outcome",
        intentId: intent.id,
        outcome: "done",
        at: 3_000,
      });
      const refused = event({
        kind: "refusal",
        outcome: "refused",
        action: "disable",
        poolKey,
        at: 4_000,
        actor: { sub: "s-2", name: "Grace Hopper", email: "g@example.com" },
      });
      const foreign = event({ poolKey: "foreign", at: 5_000 });
      const nowhere = event({ action: "sign-in", at: 6_000 });
      beforeAll(async () => {
        for (const each of [intent, lost, done, refused, foreign, nowhere]) await store.append([each]);
      });

      function target(username: string, sub: string) {
        return { sub, username, label: `${username}@example.com` };
      }
      const names = new Map([intent, lost, done, refused, foreign, nowhere].map((each, i) => [each.id, "ildrfn"[i]]));
      const listed = async (change: Partial<AuditFilter>) => {
        const { events } = await store.listEvents({ ...everything, poolKeys: [poolKey], ...change }, null, 100);
        return events.flatMap(({ id }) => names.get(id) ?? []).join("");
      };

      const filters: [string, Partial<AuditFilter>, string][] = [
        ["newest first, intents only while nothing else tells of them", {}, "nrdl"],
        ["no pool: what happened on none", { poolKeys: [] }, "n"],
        ["two pools", { poolKeys: [poolKey, "foreign"] }, "nfrdl"],
        ["part of an actor's name, in any case", { actor: "HOPPER" }, "r"],
        ["part of an actor's address", { actor: "g@exa" }, "r"],
        ["an actor's sub", { actor: "s-2" }, "r"],
        ["an actor nobody is", { actor: "%" }, ""],
        ["part of a target, in any case beyond ASCII", { target: "ZOË" }, "d"],
        ["an underscore of a target", { target: "b_b@" }, "l"],
        ["a target's sub", { target: "b1" }, "l"],
        ["too long a target", { target: "x".repeat(10_000) }, ""],
        ["an action", { action: "disable" }, "r"],
        ["an outcome", { outcome: "done" }, "nd"],
        ["an unknown outcome is that of an intent left alone", { outcome: "unknown" }, "l"],
        ["from and to", { from: 2_000, to: 4_000 }, "dl"],
        ["a job", { jobId: "job-x" }, "dl"],
        ["one pool", { poolKeys: [poolKey, "foreign"], pool: "foreign" }, "f"],
        ["a pool that the person may not see", { pool: "foreign" }, ""],
        ["operations", { poolKeys: [poolKey, "foreign"], onlyOperations: true }, "rdl"],
        ["all at once", { actor: "ada", target: "z1", outcome: "done", from: 1, to: 9_000, jobId: "job-x" }, "d"],
      ];
      test.each(filters)("%s", async (_, filter, found) => expect(await listed(filter)).toBe(found));

      test("is counted by day and outcome as it lists operations", async () => {
        const pool = fresh("counted");
        const dayMs = 86_400_000;
        const call = (at: number, change: Partial<NewEvent>) =>
          event({ kind: "outcome", poolKey: pool, at, intentId: null, ...change });
        const lone = event({ kind: "intent", outcome: null, poolKey: pool, at: 2 * dayMs });
        const answered = event({ kind: "intent", outcome: null, poolKey: pool, at: 3 * dayMs - 1 });
        await store.append([
          call(dayMs - 1, { outcome: "done" }),
          call(dayMs, { outcome: "done" }),
          call(2 * dayMs - 1, { outcome: "done" }),
          call(2 * dayMs - 1, { outcome: "failed" }),
          call(2 * dayMs, { kind: "refusal", outcome: "refused" }),
          call(2 * dayMs, { outcome: "unknown" }),
          call(2 * dayMs, { kind: "access", outcome: "done" }),
          call(2 * dayMs, { poolKey: "foreign" }),
          lone,
          answered,
          call(3 * dayMs, { outcome: "skipped", intentId: answered.id }),
          call(4 * dayMs, { outcome: "done" }),
        ]);
        const counted = await store.countOperations(pool, dayMs, 4 * dayMs);
        expect(counted).toEqual([
          { day: dayMs, outcome: "done", events: 2 },
          { day: dayMs, outcome: "failed", events: 1 },
          { day: 2 * dayMs, outcome: "refused", events: 1 },
          { day: 2 * dayMs, outcome: "unknown", events: 2 },
          { day: 3 * dayMs, outcome: "skipped", events: 1 },
        ]);
        for (const { day, outcome, events } of counted) {
          const filter = { ...everything, poolKeys: [pool], pool, onlyOperations: true, outcome };
          const page = await store.listEvents({ ...filter, from: day, to: day + dayMs }, null, 100);
          expect(page.events).toHaveLength(events);
        }
        expect(await store.countOperations("nowhere", 0, 9 * dayMs)).toEqual([]);
      });

      test("the e-mails of a day are counted by intents, what came of them, pools and the moment they went", async () => {
        const pool = fresh("mail");
        const [other, words] = [fresh("mail"), ["e-mail", "e-mail or SMS"]];
        const dayMs = 86_400_000;
        const from = 5 * dayMs;
        const counted = (pools = [pool]) => store.countMail(pools, words, from);
        expect(await counted()).toEqual({ sent: 0, refused: false });
        const call = (change: Partial<NewEvent>, end: Partial<NewEvent> | null, times = 1): Promise<unknown> => {
          const pairs = Array.from({ length: times }).flatMap(() => {
            const intent = event({
              ...{ kind: "intent", outcome: null, poolKey: pool, at: from, detail: { sends: "e-mail" } },
              ...change,
            });
            return end
              ? [intent, event({ ...intent, id: fresh("end"), kind: "outcome", intentId: intent.id, ...end })]
              : [intent];
          });
          return store.append(pairs);
        };
        await call({}, { outcome: "done" }, 3);
        await call({ detail: { sends: "e-mail or SMS" } }, { outcome: "unknown", code: "outcome-unknown" }, 10);
        await call({ at: from + dayMs }, null, 100);
        expect(await counted()).toEqual({ sent: 113, refused: false });
        // none of these is one
        await call({ at: from - 1 }, { outcome: "done", at: from + 1 });
        await call({}, { outcome: "failed", code: "attempt-limit" });
        await call({}, { outcome: "skipped" });
        await call({ detail: { sends: "SMS" } }, { outcome: "done" });
        await call({ detail: {} }, { outcome: "done" });
        await call({ at: from - 1 }, { outcome: "failed", code: "mail-limit", at: from - 1 });
        expect(await counted()).toEqual({ sent: 113, refused: false });
        await call({ poolKey: other }, { outcome: "failed", code: "mail-limit" });
        expect(await counted()).toEqual({ sent: 113, refused: false });
        expect(await counted([pool, other])).toEqual({ sent: 114, refused: true });
        expect(await counted([])).toEqual({ sent: 0, refused: false });
      });

      test("of one user is what happened to it, newest first", async () => {
        const later = event({ poolKey, target: target("zoë", "z1"), at: 7_000 });
        await store.append([later, event({ poolKey: "foreign", target: target("zoë", "z1") })]);
        const of = async (sub: string, limit: number) =>
          (await store.eventsOfUser(poolKey, sub, limit)).map(({ id }) => id);
        expect(await of("z1", 10)).toEqual([later.id, done.id]);
        expect(await of("z1", 1)).toEqual([later.id]);
        expect(await of("b1", 10)).toEqual([lost.id]);
        expect(await of("nobody", 10)).toEqual([]);
      });

      test("goes on where the one before ended", async () => {
        const filter = { ...everything, poolKeys: [poolKey], from: 1_000, to: 7_000 };
        const seen: string[] = [];
        let before: number | null = null;
        do {
          const page: Awaited<ReturnType<Store["listEvents"]>> = await store.listEvents(filter, before, 2);
          seen.push(page.events.map(({ id }) => names.get(id)).join(""));
          before = page.next;
        } while (before !== null);
        expect(seen).toEqual(["nr", "dl"]);
      });
    });
  });

  test(`nothing of all this broke the chain on ${engineName}`, async () => {
    const all = await chain();
    expect(all.length).toBeGreaterThan(60);
    expect(firstBrokenLink(all)).toBeNull();
  });
});
