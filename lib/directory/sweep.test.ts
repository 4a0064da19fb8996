import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { Fault as CognitoFault } from "#emulator/service/fault.ts";
import { User as EmulatedUser, type UserStatus } from "#emulator/users/user.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { places } from "#lib/cognito/place.ts";
import type { Config } from "#lib/config.ts";
import type { Store, Sweep } from "#lib/db/store.ts";
import { everyoneQuestion } from "#lib/directory/search.ts";
import { startSweeps, stopSweeps } from "#lib/directory/sweep.ts";
import { faults } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";

// Against the emulator; what happens while a sweep is under way happens between its requests.

const config: Config = { pools: [], grants: [], limits: defaultLimits };
const emulator = testEmulator();
const lifeguard = testConsole(config);
const minute = 60_000;

/** A request of a sweep, as Cognito got it. */
interface Asked {
  pool: string;
  filter: string;
  first: boolean;
}
let asked: Asked[] = [];
/** What happens when a request has come in and is not yet answered. */
let meanwhile: (request: Asked, nth: number) => void = () => {};

let key = "";
let poolId = "";
let made = 0;

beforeAll(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
});

beforeEach(async () => {
  poolId = await emulator.createPool();
  key = `pool-${++made}`;
  config.pools = [poolOf(key, poolId)];
  asked = [];
  meanwhile = () => {};
  // With its pace: a test is not to wait for what the one before has used up.
  places.forget();
  const { service } = emulator;
  const answer = service.call.bind(service);
  vi.spyOn(service, "call").mockImplementation((name, body, how) => {
    const { UserPoolId, Filter = "", PaginationToken } = body as Record<string, string>;
    const request = { pool: UserPoolId ?? "", filter: Filter, first: PaginationToken === undefined };
    asked.push(request);
    const answered = answer(name, body, how);
    meanwhile(request, asked.length);
    return answered;
  });
});

afterEach(() => {
  stopSweeps();
  vi.restoreAllMocks();
});

const poolOf = (name: string, id: string): Config["pools"][number] => ({
  key: name,
  name,
  id,
  region: "us-east-1",
  endpoint: emulator.url,
  typedPasswords: false,
  reasons: [],
  test: true,
});

function makeUser(status: UserStatus = "CONFIRMED", enabled = true, pool = poolId): EmulatedUser {
  const { service } = emulator;
  const username = `user${++made}`;
  const attributes = ["email", `${username}@example.com`, "email_verified", "true"];
  const user = new EmulatedUser({
    username,
    sub: service.random.uuid(),
    status,
    createdAt: service.clock.now(),
    attributes,
  });
  user.enabled = enabled;
  service.pools.get(pool)?.users.add(user);
  return user;
}
const makeUsers = (count: number, status?: UserStatus) => Array.from({ length: count }, () => makeUser(status));
const remove = (user: EmulatedUser): void => emulator.service.pools.get(poolId)?.users.remove(user);
/** A change that Cognito dates. */
function change(user: EmulatedUser, status: UserStatus): void {
  emulator.clock.advance(minute);
  user.status = status;
  user.modifiedAt = emulator.clock.now();
}

/** Sweeps every pool once, as the console does when it starts; tells what was noted of the pool in the end. */
async function sweep(): Promise<Sweep> {
  const { db } = lifeguard;
  const under = new Set(config.pools.map((pool) => pool.key));
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const noteSweep: Store["noteSweep"] = async (pool, noted) => {
    await db.noteSweep(pool, noted);
    if (noted.runningSince === null) under.delete(pool);
    if (under.size === 0) end();
  };
  await lifeguard.withStore({ noteSweep }, () => {
    startSweeps();
    return ended;
  });
  stopSweeps();
  return db.readSweep(key);
}

/** Makes everyone due again. */
const forget = () => lifeguard.db.noteSweep(key, { fullAt: Date.now() - 6 * minute });

const listed = async (pool = key): Promise<{ sub: string; status: string }[]> => {
  const { db } = lifeguard;
  const { subs } = await db.matchSubs(pool, everyoneQuestion, 10_000);
  return db.readUsers(pool, subs);
};
const subsOf = (users: { sub: string }[]) => users.map(({ sub }) => sub).toSorted();

describe("a sweep", () => {
  test("lists every user once, whatever the status, over many pages", async () => {
    const users = [
      ...makeUsers(150),
      ...makeUsers(61, "FORCE_CHANGE_PASSWORD"),
      ...makeUsers(3, "RESET_REQUIRED"),
      ...makeUsers(2, "UNCONFIRMED"),
      makeUser("EXTERNAL_PROVIDER"),
      makeUser("CONFIRMED", false),
    ];
    const noted = await sweep();
    expect(subsOf(await listed())).toEqual(subsOf(users));
    const { counts } = await lifeguard.db.searchUsers(key, everyoneQuestion);
    expect(counts).toEqual({
      all: 218,
      CONFIRMED: 151,
      FORCE_CHANGE_PASSWORD: 61,
      RESET_REQUIRED: 3,
      UNCONFIRMED: 2,
      EXTERNAL_PROVIDER: 1,
      disabled: 1,
    });
    expect(noted).toMatchObject({ seen: 218, runningSince: null, problem: null });
    expect(noted.fullAt).toBeGreaterThanOrEqual(noted.troubledAt ?? Number.POSITIVE_INFINITY);
  });

  test("asks for the troubled first, and shows them before it has asked for everyone", async () => {
    const [stuck] = makeUsers(61, "FORCE_CHANGE_PASSWORD");
    makeUsers(70);
    const shown: Promise<string[]>[] = [];
    meanwhile = ({ filter, first }) => {
      if (filter === "" && first) shown.push(listed().then((users) => users.map(({ status }) => status)));
    };
    await sweep();
    expect(asked.map(({ filter }) => filter)).toEqual([
      'cognito:user_status = "FORCE_CHANGE_PASSWORD"',
      'cognito:user_status = "FORCE_CHANGE_PASSWORD"',
      'cognito:user_status = "RESET_REQUIRED"',
      'cognito:user_status = "UNCONFIRMED"',
      'cognito:user_status = "EXTERNAL_PROVIDER"',
      'status = "Disabled"',
      "",
      "",
      "",
    ]);
    expect(shown).toHaveLength(1);
    expect(await shown[0]).toEqual(Array.from({ length: 61 }, () => stuck?.status));
  });

  test("soon after a full one asks for the troubled only", async () => {
    makeUsers(2);
    await sweep();
    asked = [];
    const [late] = makeUsers(1, "UNCONFIRMED");
    makeUser();
    await sweep();
    expect(asked.map(({ filter }) => filter)).not.toContain("");
    expect(asked).toHaveLength(5);
    expect(subsOf(await listed())).toContain(late?.sub);
    expect(await listed()).toHaveLength(3);
  });

  test("lists everyone again after five minutes, and after ten times what the last full one took", async () => {
    const now = Date.now;
    let ahead = 0;
    vi.spyOn(Date, "now").mockImplementation(() => now() + ahead);
    makeUsers(2);
    let takes = 0;
    meanwhile = ({ filter }) => {
      if (filter === "") ahead += takes;
    };
    const isFullAfter = async (rest: number): Promise<boolean> => {
      await lifeguard.db.noteSweep(key, { fullAt: Date.now() - rest });
      asked = [];
      await sweep();
      return asked.some(({ filter }) => filter === "");
    };
    expect(await isFullAfter(4 * minute)).toBe(false);
    takes = 3 * minute;
    expect(await isFullAfter(6 * minute)).toBe(true);
    expect(await isFullAfter(29 * minute)).toBe(false);
    expect(await isFullAfter(32 * minute)).toBe(true);
  });

  test("removes users deleted elsewhere, before it and while it was under way", async () => {
    const [stays, before, between] = makeUsers(3, "RESET_REQUIRED") as [EmulatedUser, EmulatedUser, EmulatedUser];
    await sweep();
    expect(await listed()).toHaveLength(3);
    await forget();
    remove(before);
    meanwhile = ({ filter }) => {
      if (filter.includes("EXTERNAL_PROVIDER")) remove(between);
    };
    await sweep();
    expect(subsOf(await listed())).toEqual([stays.sub]);
  });

  test("removes in its next round who was deleted after having been listed", async () => {
    const [first, ...others] = makeUsers(61) as [EmulatedUser, ...EmulatedUser[]];
    meanwhile = ({ filter, first: firstPage }) => {
      if (filter === "" && !firstPage) remove(first);
    };
    await sweep();
    expect(await listed()).toHaveLength(61);
    await forget();
    await sweep();
    expect(subsOf(await listed())).toEqual(subsOf(others));
  });

  test("ends with the newer state of a user who changed between two lists", async () => {
    const [stuck] = makeUsers(2, "FORCE_CHANGE_PASSWORD") as [EmulatedUser];
    meanwhile = ({ filter }) => {
      if (filter.includes("RESET_REQUIRED")) change(stuck, "CONFIRMED");
    };
    await sweep();
    const users = await listed();
    expect(users).toHaveLength(2);
    expect(users.find(({ sub }) => sub === stuck.sub)?.status).toBe("CONFIRMED");
  });

  test("does not undo what a call of ours changed while a page was on its way", async () => {
    const [stuck] = makeUsers(1, "RESET_REQUIRED") as [EmulatedUser];
    const calls: Promise<void>[] = [];
    meanwhile = ({ filter }) => {
      // The page says RESET_REQUIRED and has not arrived; our call is done in between.
      if (filter !== "") return;
      change(stuck, "CONFIRMED");
      calls.push(lifeguard.db.expectUser(key, stuck.sub, { status: "CONFIRMED" }, Date.now() + 1));
    };
    await sweep();
    await Promise.all(calls);
    expect(calls).toHaveLength(1);
    expect((await listed()).map(({ status }) => status)).toEqual(["CONFIRMED"]);
  });

  test("takes in users who were created while it was under way", async () => {
    makeUsers(61);
    meanwhile = ({ filter, first }) => {
      if (filter === "" && first) makeUser();
    };
    await sweep();
    expect(await listed()).toHaveLength(62);
  });

  test("keeps pools apart", async () => {
    const otherId = await emulator.createPool();
    config.pools.push(poolOf(`${key}-other`, otherId));
    const mine = makeUsers(2);
    const theirs = [makeUser("CONFIRMED", true, otherId)];
    await sweep();
    expect(subsOf(await listed())).toEqual(subsOf(mine));
    expect(subsOf(await listed(`${key}-other`))).toEqual(subsOf(theirs));
  });
});

describe("a sweep that breaks off", () => {
  const breakAt = (page: (request: Asked) => boolean, type: string, message: string) => {
    meanwhile = (request) => {
      if (page(request)) throw new CognitoFault(type as never, message);
    };
  };
  const denied = ["AccessDeniedException", "User: x is not authorized to perform: cognito-idp:ListUsers"] as const;

  test("forgets nobody it did not come to, says why, and goes on when it can", async () => {
    const users = makeUsers(70);
    await sweep();
    await forget();
    breakAt(({ filter, first }) => filter === "" && !first, ...denied);
    const broken = await sweep();
    expect(broken).toMatchObject({ problem: faults["no-permission"].sentence, runningSince: null });
    expect(broken.fullAt).toBeLessThan(Date.now() - 5 * minute);
    expect(subsOf(await listed())).toEqual(subsOf(users));
    meanwhile = () => {};
    expect(await sweep()).toMatchObject({ problem: null, runningSince: null, seen: 70 });
  });

  test("because the pool is gone keeps what is known and says so", async () => {
    makeUsers(2);
    await sweep();
    emulator.service.pools.delete(poolId);
    expect((await sweep()).problem).toBe(faults["pool-not-found"].sentence);
    expect(await listed()).toHaveLength(2);
  });

  test("because Cognito is away says so", async () => {
    config.pools = [{ ...poolOf(key, poolId), endpoint: "http://127.0.0.1:1" }];
    const noted = await sweep();
    expect(noted).toMatchObject({ problem: faults.unreachable.sentence, fullAt: null, troubledAt: null });
  });

  test("of one pool leaves the others alone", async () => {
    config.pools.push({ ...poolOf(`${key}-gone`, "us-east-1_Nowhere00") });
    makeUsers(2);
    expect((await sweep()).problem).toBeNull();
    expect(await listed()).toHaveLength(2);
    expect((await lifeguard.db.readSweep(`${key}-gone`)).problem).toBe(faults["pool-not-found"].sentence);
  });
});
