import type { User } from "./user.ts";

/** A place in an order: by key, and among equal keys by when the user came. It keeps its meaning while users come and go. */
export type UserPlace = { key: string; seq: number };

const chunkMax = 512;

/** Users in the order of a key, in chunks: to add, to remove and to find one costs the same in a million as in a thousand. */
export class SortedUsers {
  private readonly keyOf: (user: User) => string | undefined;
  private chunks: User[][] = [];

  constructor(keyOf: (user: User) => string | undefined) {
    this.keyOf = keyOf;
  }

  /** Many at once, in the order they came, into an empty order. */
  fill(came: Iterable<User>) {
    const users: User[] = [];
    const keys: string[] = [];
    for (const user of came) {
      const key = this.keyOf(user);
      if (key === undefined) continue;
      users.push(user);
      keys.push(key);
    }
    // Numbers are sorted and not pairs of key and user, because a million pairs would cost as much as the index itself.
    const order = Uint32Array.from(keys.keys()).sort((a, b) => {
      const left = keys[a] as string;
      const right = keys[b] as string;
      return left < right ? -1 : left > right ? 1 : a - b;
    });
    for (let i = 0; i < order.length; i += chunkMax) {
      this.chunks.push(Array.from(order.subarray(i, i + chunkMax), (index) => users[index] as User));
    }
  }

  add(user: User) {
    const key = this.keyOf(user);
    if (key === undefined) return;
    const place = { key, seq: user.seq };
    const at = Math.min(this.chunkOf(place), this.chunks.length - 1);
    const chunk = this.chunks[at];
    if (!chunk) this.chunks.push([user]);
    // Users mostly come last: a full chunk at the end is left full, and a new one begun.
    else if (at === this.chunks.length - 1 && chunk.length >= chunkMax && this.isBefore(chunk.at(-1), place)) {
      this.chunks.push([user]);
    } else {
      chunk.splice(this.indexIn(chunk, place), 0, user);
      if (chunk.length > chunkMax) this.chunks.splice(at + 1, 0, chunk.splice(chunkMax / 2));
    }
  }

  /** Called while the user still has the key under which it was added. */
  remove(user: User) {
    const key = this.keyOf(user);
    if (key === undefined) return;
    const place = { key, seq: user.seq };
    const at = this.chunkOf(place);
    const chunk = this.chunks[at];
    const index = chunk ? this.indexIn(chunk, place) : 0;
    if (!chunk || chunk[index] !== user) throw new Error("A user is not where its key says");
    chunk.splice(index, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** An order must not change while it is walked: a page is made in one go. */
  *from(place: UserPlace): Generator<User> {
    let at = this.chunkOf(place);
    let index = this.indexIn(this.chunks[at] ?? [], place);
    for (let chunk = this.chunks[at]; chunk; chunk = this.chunks[++at]) {
      for (; index < chunk.length; index++) yield chunk[index] as User;
      index = 0;
    }
  }

  private isBefore(user: User | undefined, { key, seq }: UserPlace): boolean {
    if (!user) return false;
    const own = this.keyOf(user) ?? "";
    return own < key || (own === key && user.seq < seq);
  }

  /** The first chunk that does not end before the place. */
  private chunkOf(place: UserPlace): number {
    return firstWhere(this.chunks.length, (i) => !this.isBefore(this.chunks[i]?.at(-1), place));
  }

  private indexIn(chunk: User[], place: UserPlace): number {
    return firstWhere(chunk.length, (i) => !this.isBefore(chunk[i], place));
  }
}

/** The first index for which it holds, when it holds for all that follow; or the length. */
const firstWhere = (length: number, holds: (index: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
