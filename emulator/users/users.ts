import { type Filter, holds, isCaseSensitiveAttribute } from "./filter.ts";
import { LateChanges } from "./late-changes.ts";
import { SortedUsers, type UserPlace } from "./sorted-users.ts";
import type { User } from "./user.ts";

export type AliasName = "email" | "phone_number" | "preferred_username";

export type SignInRules = {
  caseSensitive: boolean;
  /** Names besides the username (cognito.md 6, AliasAttributes). */
  aliases: ReadonlySet<AliasName>;
  /** Names in place of the username (cognito.md 6, UsernameAttributes). */
  usernames: ReadonlySet<AliasName>;
};

export type UserPage = { users: User[]; next: UserPlace | undefined };

/** The users of one pool, in the order they came, found by username, alias, sub and filter without looking at all of them. */
export class Users {
  private readonly rules: SignInRules;
  private nextSeq = 1;
  private readonly order = new SortedUsers(() => "");
  /** By searchable attribute; each is made when the first filter asks for it, and follows every change from then on. */
  private readonly sorted = new Map<string, SortedUsers>();
  private readonly late = new LateChanges();
  private readonly byUsername = new Map<string, User>();
  private readonly bySub = new Map<string, User>();
  /** Lower-cased value → its holders: several may hold one e-mail, of which one is verified. */
  private readonly byValue: ReadonlyMap<string, Map<string, User | User[]>>;

  constructor(rules: SignInRules) {
    this.rules = rules;
    this.byValue = new Map(["email", "phone_number", "preferred_username"].map((name) => [name, new Map()]));
  }

  get size() {
    return this.bySub.size;
  }

  add(user: User) {
    user.seq = this.nextSeq++;
    this.late.record(user, true);
    user.store = this;
    this.order.add(user);
    for (const index of this.sorted.values()) index.add(user);
    this.byUsername.set(this.fold(user.username), user);
    this.bySub.set(user.sub, user);
    for (const name of this.byValue.keys()) this.index(user, name, user.get(name));
  }

  remove(user: User) {
    this.late.record(user);
    user.store = undefined;
    this.order.remove(user);
    for (const index of this.sorted.values()) index.remove(user);
    this.byUsername.delete(this.fold(user.username));
    this.bySub.delete(user.sub);
    for (const name of this.byValue.keys()) this.unindex(user, name, user.get(name));
  }

  beforeChange(user: User, attribute = "") {
    this.late.record(user);
    this.sorted.get(attribute)?.remove(user);
  }

  afterChange(user: User, attribute: string) {
    this.sorted.get(attribute)?.add(user);
  }

  /** For the changes of one request: when ListUsers shows them. */
  delayNextChanges(now: number, milliseconds: number | undefined) {
    this.late.delayNext(now, milliseconds);
  }

  /** An undefined or empty value takes the attribute away. */
  set(user: User, name: string, value: string | undefined) {
    const indexed = this.byValue.has(name);
    this.beforeChange(user, name);
    if (indexed) this.unindex(user, name, user.get(name));
    user.put(name, value || undefined);
    if (indexed) this.index(user, name, user.get(name));
    this.afterChange(user, name);
  }

  findBySub(sub: string): User | undefined {
    return this.bySub.get(sub);
  }

  findByUsername(username: string): User | undefined {
    return this.byUsername.get(this.fold(username));
  }

  /** By username or by any active alias (cognito.md 6). */
  find(name: string): User | undefined {
    const user = this.findByUsername(name);
    if (user) return user;
    for (const attribute of [...this.rules.usernames, ...this.rules.aliases]) {
      const holder = this.holderOf(attribute, name);
      if (holder) return holder;
    }
    return undefined;
  }

  /** Who signs in with this value: e-mail and phone aliases work only once verified, sign-in attributes always (cognito.md 6). */
  holderOf(attribute: AliasName, value: string): User | undefined {
    const active = (user: User) =>
      this.rules.usernames.has(attribute) ||
      (this.rules.aliases.has(attribute) && (attribute === "preferred_username" || user.isVerified(attribute)));
    return this.holders(attribute, value).find(
      (user) => active(user) && this.fold(user.get(attribute) ?? "") === this.fold(value),
    );
  }

  /**
   * Without a filter in the order they came, with one in the order of its attribute: as the guide says, though the service
   * promises no order (cognito.md 3). A page of no users can be asked for, and says where the next one begins.
   */
  page(
    filter: Filter | undefined,
    from: UserPlace | undefined,
    limit: number,
    now = Number.POSITIVE_INFINITY,
  ): UserPage {
    const query = toQuery(filter, from);
    const users: User[] = [];
    for (const user of this.shown(query, now)) {
      if (users.length === limit) return { users, next: { key: query.keyOf(user) ?? "", seq: user.seq } };
      users.push(user);
    }
    return { users, next: undefined };
  }

  /** Those who match, with the users whose change does not show yet as they were before it. */
  private *shown(query: Query, now: number): Generator<User> {
    const late = this.late.shown(now);
    if (late.size === 0) {
      yield* this.matching(query);
      return;
    }
    const before = [...late.values()].filter(
      (user) => user !== undefined && query.matches(user) && query.isReached(user),
    );
    const waiting = (before as User[]).toSorted((a, b) => query.compare(a, b));
    for (const user of this.matching(query)) {
      if (late.has(user)) continue;
      while (waiting[0] && query.compare(waiting[0], user) < 0) yield waiting.shift() as User;
      yield user;
    }
    yield* waiting;
  }

  private *matching(query: Query): Generator<User> {
    const { filter, from, isReached, matches } = query;
    const few = filter && this.indexed(filter);
    if (few) yield* few.filter((user) => matches(user) && isReached(user));
    else {
      for (const user of filter ? this.sortedBy(filter.attribute).from(from) : this.order.from(from)) {
        // The first who does not match is the end: in this order those who do stand together.
        if (!matches(user)) return;
        yield user;
      }
    }
  }

  private indexed({ attribute, operator, value }: Filter): User[] | undefined {
    if (operator !== "=") return undefined;
    const only = (user: User | undefined) => (user ? [user] : []);
    if (attribute === "username") return only(this.findByUsername(value));
    if (attribute === "sub") return only(this.bySub.get(value));
    if (this.byValue.has(attribute)) return this.holders(attribute, value).toSorted((a, b) => a.seq - b.seq);
    return undefined;
  }

  private sortedBy(attribute: string): SortedUsers {
    const known = this.sorted.get(attribute);
    if (known) return known;
    const index = new SortedUsers((user) => searchKey(user, attribute));
    index.fill(this.bySub.values());
    this.sorted.set(attribute, index);
    return index;
  }

  private holders(attribute: string, value: string): User[] {
    const held = this.byValue.get(attribute)?.get(value.toLowerCase());
    return held === undefined ? [] : Array.isArray(held) ? held : [held];
  }

  private index(user: User, attribute: string, value: string | undefined) {
    if (value === undefined) return;
    const values = this.byValue.get(attribute);
    const held = values?.get(value.toLowerCase());
    if (Array.isArray(held)) held.push(user);
    else values?.set(value.toLowerCase(), held ? [held, user] : user);
  }

  private unindex(user: User, attribute: string, value: string | undefined) {
    if (value === undefined) return;
    const left = this.holders(attribute, value).filter((holder) => holder !== user);
    const values = this.byValue.get(attribute);
    if (left.length === 0) values?.delete(value.toLowerCase());
    else values?.set(value.toLowerCase(), left.length === 1 ? (left[0] as User) : left);
  }

  private fold(name: string) {
    return this.rules.caseSensitive ? name : name.toLowerCase();
  }
}

type Query = {
  filter: Filter | undefined;
  from: UserPlace;
  keyOf: (user: User) => string | undefined;
  matches: (user: User) => boolean;
  /** Whether the user stands at the place where the page begins, or after it. */
  isReached: (user: User) => boolean;
  compare: (a: User, b: User) => number;
};

const toQuery = (filter: Filter | undefined, from: UserPlace | undefined): Query => {
  const wanted = filter ? foldValue(filter.attribute, filter.value) : "";
  const keyOf = (user: User) => (filter ? searchKey(user, filter.attribute) : "");
  const start = from ?? { key: wanted, seq: 0 };
  const order = (a: UserPlace, b: UserPlace) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.seq - b.seq);
  const placeOf = (user: User) => ({ key: keyOf(user) ?? "", seq: user.seq });
  const matches = (user: User) => {
    const key = keyOf(user);
    return key !== undefined && (!filter || holds(filter, wanted, key));
  };
  return {
    ...{ filter, from: start, keyOf, matches },
    isReached: (user) => order(placeOf(user), start) >= 0,
    compare: (a, b) => order(placeOf(a), placeOf(b)),
  };
};

const foldValue = (attribute: string, value: string) =>
  isCaseSensitiveAttribute(attribute) ? value : value.toLowerCase();

const searchKey = (user: User, attribute: string): string | undefined => {
  const value = searchValue(user, attribute);
  return value === undefined ? undefined : foldValue(attribute, value);
};

const searchValue = (user: User, attribute: string): string | undefined => {
  if (attribute === "username") return user.username;
  if (attribute === "cognito:user_status") return user.status;
  // assumed: the two values (cognito.md 3).
  if (attribute === "status") return user.enabled ? "Enabled" : "Disabled";
  return user.get(attribute);
};
