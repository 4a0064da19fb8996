import { type Filter, holds, isCaseSensitive } from "./filter.ts";
import type { User } from "./user.ts";

export type AliasName = "email" | "phone_number" | "preferred_username";

export type SignInRules = {
  caseSensitive: boolean;
  /** Names besides the username (cognito.md 6, AliasAttributes). */
  aliases: ReadonlySet<AliasName>;
  /** Names in place of the username (cognito.md 6, UsernameAttributes). */
  usernames: ReadonlySet<AliasName>;
};

export type Page = { users: User[]; next: number | undefined };

/** The users of one pool, in the order they came, found by username, alias, sub and filter without looking at all of them. */
export class Users {
  private readonly rules: SignInRules;
  private order: (User | undefined)[] = [];
  private holes = 0;
  private nextSeq = 1;
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
    this.order.push(user);
    this.byUsername.set(this.fold(user.username), user);
    this.bySub.set(user.sub, user);
    for (const name of this.byValue.keys()) this.index(user, name, user.get(name));
  }

  remove(user: User) {
    this.order[this.placeOf(user.seq)] = undefined;
    this.holes++;
    this.byUsername.delete(this.fold(user.username));
    this.bySub.delete(user.sub);
    for (const name of this.byValue.keys()) this.unindex(user, name, user.get(name));
    if (this.holes > 1_000 && this.holes > this.order.length / 2) {
      this.order = this.order.filter((kept) => kept !== undefined);
      this.holes = 0;
    }
  }

  /** An undefined or empty value takes the attribute away. */
  set(user: User, name: string, value: string | undefined) {
    const indexed = this.byValue.has(name);
    if (indexed) this.unindex(user, name, user.get(name));
    user.put(name, value || undefined);
    if (indexed) this.index(user, name, user.get(name));
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

  /** Users from place `from` on, in the order they came: the order is ours, the service promises none (cognito.md 3). */
  page(filter: Filter | undefined, from: number, limit: number): Page {
    const users: User[] = [];
    for (const user of this.candidates(filter, from)) {
      if (users.length === limit) return { users, next: user.seq };
      users.push(user);
    }
    return { users, next: undefined };
  }

  private *candidates(filter: Filter | undefined, from: number): Generator<User> {
    if (!filter) {
      yield* this.from(from);
      return;
    }
    const sensitive = isCaseSensitive(filter.attribute);
    const wanted = sensitive ? filter.value : filter.value.toLowerCase();
    for (const user of this.indexed(filter) ?? this.from(from)) {
      const found = searchValue(user, filter.attribute);
      if (user.seq < from || found === undefined) continue;
      if (holds(filter, wanted, sensitive ? found : found.toLowerCase())) yield user;
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

  private *from(seq: number): Generator<User> {
    // A compaction while a generator rests cannot happen: a page is made in one go.
    for (let i = this.placeOf(seq); i < this.order.length; i++) {
      const user = this.order[i];
      if (user) yield user;
    }
  }

  /** First place whose user came at `seq` or later. Holes keep no seq, so the search steps over them. */
  private placeOf(seq: number): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      let probe = middle;
      while (probe < high && !this.order[probe]) probe++;
      const user = this.order[probe];
      if (probe < high && user && user.seq < seq) low = probe + 1;
      else high = middle;
    }
    while (low < this.order.length && !this.order[low]) low++;
    return low;
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

const searchValue = (user: User, attribute: string): string | undefined => {
  if (attribute === "username") return user.username;
  if (attribute === "cognito:user_status") return user.status;
  // assumed: the two values (cognito.md 3).
  if (attribute === "status") return user.enabled ? "Enabled" : "Disabled";
  return user.get(attribute);
};
