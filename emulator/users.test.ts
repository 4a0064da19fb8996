import { expect, test } from "vitest";
import { parseFilter } from "./filter.ts";
import { createRandom } from "./random.ts";
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
  let from: number | undefined = 0;
  for (let page = 0; from !== undefined; page++) {
    const { users: found, next } = users.page(undefined, from, 60);
    seen.push(...found);
    from = next;
    // More than half go in the end, so that the store closes its gaps while the crawl runs.
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
      const { users: found } = users.page(parseFilter(`email = "${email}"`), 0, 10_000);
      const expected = [...alive].filter((one) => one.get("email")?.toLowerCase() === email.toLowerCase());
      expect(new Set(found)).toEqual(new Set(expected));
      expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).toSorted((a, b) => a - b));
    }
  }
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
