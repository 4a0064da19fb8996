import type { User } from "./user.ts";

type Change = { before: User | undefined; showsAt: number };

/** ListUsers is eventually consistent (cognito.md 3): on demand, it shows users as they were for a while after a change. */
export class LateChanges {
  private readonly changes = new Map<User, Change[]>();
  private showsAt: number | undefined;

  /** From here on, for the changes of one request. */
  delayNext(now: number, milliseconds = 0) {
    this.showsAt = milliseconds > 0 ? now + milliseconds : undefined;
  }

  /** Called before a change; a user that is about to come was not there before. */
  record(user: User, isNew = false) {
    const { showsAt } = this;
    if (showsAt === undefined) return;
    const changes = this.changes.get(user) ?? [];
    // One request changes a user in several steps, and none of them shows alone.
    if (changes.at(-1)?.showsAt === showsAt) return;
    this.changes.set(user, [...changes, { before: isNew ? undefined : user.copy(), showsAt }]);
  }

  /** What shows in the place of users whose change does not show yet: how they were, or nothing. */
  shown(now: number): ReadonlyMap<User, User | undefined> {
    const shown = new Map<User, User | undefined>();
    for (const [user, changes] of this.changes) {
      const waiting = changes.filter(({ showsAt }) => showsAt > now);
      if (waiting.length === 0) this.changes.delete(user);
      else {
        this.changes.set(user, waiting);
        shown.set(user, waiting[0]?.before);
      }
    }
    return shown;
  }
}
