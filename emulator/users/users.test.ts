import { expect, test } from "vitest";
import { createRandom } from "../service/random.ts";
import { parseFilter } from "./filter.ts";
import type { UserPlace } from "./sorted-users.ts";
import { User } from "./user.ts";
import { Users } from "./users.ts";

const random = createRandom("users");
const emptyUsers = () => new Users({ caseSensitive: false, aliases: new Set(["email"]), usernames: new Set() });
const newUser = (username: string, email = `${username}@example.com`) =>
  new User({
    username,
    sub: random.uuid(),
    status: "CONFIRMED",
    createdAt: 0,
    attributes: ["email", email, "email_verified", "true"],
  });

test("a crawl meets each user that stays exactly once, however many come and go meanwhile", () => {
  const users = emptyUsers();
  const all = Array.from({ length: 4_000 }, (_, i) => newUser(`user${i}`));
  for (const user of all) users.add(user);
  const removed = new Set<User>();
  const seen: User[] = [];
  let from: UserPlace | undefined;
  for (let page = 0; page === 0 || from; page++) {
    const { users: found, next } = users.page(undefined, from, 60);
    seen.push(...found);
    from = next;
    // More than half go in the end.
    for (let i = 0; i < 80; i++) {
      const user = random.pick(all);
      if (removed.has(user)) continue;
      removed.add(user);
      users.remove(user);
    }
    users.add(newUser(`late${page}`));
  }
  const met = new Set(seen);
  expect(met.size).toBe(seen.length);
  expect(all.filter((user) => !removed.has(user) && !met.has(user))).toEqual([]);
  expect(removed.size).toBeGreaterThan(2_000);
});

test("indexes agree with a look at every user, after any sequence of changes", () => {
  const users = emptyUsers();
  const alive = new Set<User>();
  const emails = ["a@example.com", "A@example.com", "b@example.com", "c@example.com"];
  for (let i = 0; i < 3_000; i++) {
    const user = [...alive][random.int(alive.size)];
    const step = random.int(3);
    if (step === 0 || !user) {
      const added = newUser(`user${i}`, random.pick(emails));
      alive.add(added);
      users.add(added);
    } else if (step === 1) {
      alive.delete(user);
      users.remove(user);
    } else users.set(user, "email", random.pick([...emails, undefined]));
    if (i % 50 !== 0) continue;
    expect(users.size).toBe(alive.size);
    for (const email of emails) {
      const { users: found } = users.page(parseFilter(`email = "${email}"`), undefined, 10_000);
      const expected = [...alive].filter((one) => one.get("email")?.toLowerCase() === email.toLowerCase());
      expect(new Set(found)).toEqual(new Set(expected));
      expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).toSorted((a, b) => a - b));
    }
  }
});

const filters = [
  ...[
    'username = "user7"',
    'username ^= "user1"',
    'email ^= "A"',
    'name ^= "an"',
    'name = "ANNA"',
    'given_name ^= "b"',
  ],
  ...['family_name = "b"', 'preferred_username ^= ""', 'phone_number ^= "+1"', 'phone_number = "+12"', 'sub ^= "a"'],
  ...['cognito:user_status = "confirmed"', 'cognito:user_status ^= "RES"', 'status = "Enabled"', 'status ^= "Dis"'],
];
const values = [undefined, "anna", "Anna", "Bo", "b", "annabel"];

test("every filter agrees with a look at every user, after any sequence of changes, page by page", () => {
  const users = emptyUsers();
  const alive = new Set<User>();
  const change = (user: User) => {
    users.set(user, random.pick(["name", "given_name", "family_name", "preferred_username"]), random.pick(values));
    users.set(user, "phone_number", random.pick(["+12", "+134", undefined]));
    user.status = random.pick(["CONFIRMED", "RESET_REQUIRED", "UNCONFIRMED"]);
    user.enabled = random.chance(0.5);
  };
  for (let i = 0; i < 2_000; i++) {
    const user = [...alive][random.int(alive.size)];
    const step = random.int(4);
    if (step === 0 || !user) {
      const added = newUser(`user${i}`);
      alive.add(added);
      users.add(added);
    } else if (step === 1 && alive.size > 100) {
      alive.delete(user);
      users.remove(user);
    } else change(user);
    if (i % 100 !== 99) continue;
    for (const text of filters) expect(chain(users, text)).toEqual(lookAtAll(alive, text));
  }
});

/** All matches, in pages of seven, sorted by name. */
const chain = (users: Users, text: string): string[] => {
  const found: User[] = [];
  let from: UserPlace | undefined;
  do {
    const page = users.page(parseFilter(text), from, 7);
    found.push(...page.users);
    from = page.next;
  } while (from);
  return found.map(({ username }) => username).toSorted();
};

const lookAtAll = (alive: Set<User>, text: string): string[] => {
  const [, attribute = "", operator, wanted = ""] = /^(\S+) (\S+) "(.*)"$/.exec(text) ?? [];
  const sensitive = ["username", "sub", "status"].includes(attribute);
  const folded = (value: string) => (sensitive ? value : value.toLowerCase());
  const own: Record<string, (user: User) => string | undefined> = {
    username: ({ username }) => username,
    "cognito:user_status": ({ status }) => status,
    status: ({ enabled }) => (enabled ? "Enabled" : "Disabled"),
  };
  const matches = (user: User) => {
    const value = own[attribute] ? own[attribute](user) : user.get(attribute);
    if (value === undefined) return false;
    return operator === "=" ? folded(value) === folded(wanted) : folded(value).startsWith(folded(wanted));
  };
  return [...alive]
    .filter(matches)
    .map(({ username }) => username)
    .toSorted();
};

test("a late change shows all at once, and a user who is gone stays for as long", () => {
  const users = emptyUsers();
  const [ada, bob] = [newUser("ada"), newUser("bob")];
  for (const user of [ada, bob]) users.add(user);
  const shown = (now: number, filter?: string) =>
    users
      .page(parseFilter(filter), undefined, 10, now)
      .users.map(({ username, status, enabled }) => [username, status, enabled].join(" "));
  users.delayNextChanges(1_000, 500);
  ada.status = "RESET_REQUIRED";
  ada.enabled = false;
  users.remove(bob);
  users.delayNextChanges(1_200, 500);
  ada.status = "CONFIRMED";
  users.delayNextChanges(1_300, undefined);
  users.add(newUser("eve"));
  expect(shown(1_499)).toEqual(["ada CONFIRMED true", "bob CONFIRMED true", "eve CONFIRMED true"]);
  expect(shown(1_499, 'status = "Disabled"')).toEqual([]);
  expect(shown(1_500)).toEqual(["ada RESET_REQUIRED false", "eve CONFIRMED true"]);
  expect(shown(1_500, 'cognito:user_status = "RESET_REQUIRED"')).toEqual(["ada RESET_REQUIRED false"]);
  expect(shown(1_700)).toEqual(["ada CONFIRMED false", "eve CONFIRMED true"]);
});

test("a user is found by name in any case, by verified e-mail, and no longer once removed", () => {
  const users = emptyUsers();
  const ada = newUser("Ada");
  users.add(ada);
  expect(users.find("ADA")).toBe(ada);
  expect(users.find("ada@EXAMPLE.com")).toBe(ada);
  expect(users.findBySub(ada.sub)).toBe(ada);
  users.remove(ada);
  for (const name of ["Ada", "ada@example.com"]) expect(users.find(name)).toBe(undefined);
});
