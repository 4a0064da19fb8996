import type { Codes } from "../messages/codes.ts";
import type { Membership } from "../pool/groups.ts";
import type { AuthEvent } from "../sign-in/auth-events.ts";
import type { Lockout } from "../sign-in/lockout.ts";
import type { Mfa } from "../sign-in/mfa.ts";
import type { Device } from "./devices.ts";
import type { Credential } from "./password.ts";
import type { Users } from "./users.ts";

/** The statuses in use; ARCHIVED, COMPROMISED and UNKNOWN are documented as no longer used (cognito.md 2). */
export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "FORCE_CHANGE_PASSWORD" | "RESET_REQUIRED" | "EXTERNAL_PROVIDER";

/** One sign-in whose tokens still count. Its id stands in each of them as `origin_jti`. */
export type SignIn = {
  originJti: string;
  clientId: string;
  startedAt: number;
  expiresAt: number;
  lastActiveAt: number;
  /** The refresh token in force, and the one that rotation put out of it. */
  refreshId: string;
  rotatedOut: { id: string; until: number } | undefined;
  /** What AdminListUserSessions calls it. */
  sessionId: string;
  /** Where the pool tracks devices, the one that it came from. */
  deviceKey: string | undefined;
};

/** A user of a pool. Every field is set from the start, so that a million of them share one hidden class. */
export class User {
  /** Place in the pool's order, for ListUsers; given by the store. */
  seq = 0;
  /** The store that holds the user, and whose indexes must hear of what is searched for. */
  store: Users | undefined = undefined;
  readonly username: string;
  readonly sub: string;
  private presentStatus: UserStatus;
  private presentEnabled = true;
  readonly createdAt: number;
  private lastModifiedAt: number;
  /** name, value, name, value…: a flat list costs a third of a Map, and no user has many. */
  private pairs: string[];
  credential: Credential | undefined = undefined;
  /** Passwords before the present one, newest first; kept only where the pool has a history. */
  formerCredentials: Credential[] | undefined = undefined;
  /** When the temporary password was set; undefined once the password is the user's own. */
  temporarySince: number | undefined = undefined;
  signIns: SignIn[] | undefined = undefined;
  codes: Codes | undefined = undefined;
  lockout: Lockout | undefined = undefined;
  groups: Membership[] | undefined = undefined;
  mfa: Mfa | undefined = undefined;
  devices: Device[] | undefined = undefined;
  authEvents: AuthEvent[] | undefined = undefined;

  constructor({ username, sub, status, createdAt, attributes }: NewUser) {
    this.username = username;
    this.sub = sub;
    this.presentStatus = status;
    this.createdAt = createdAt;
    this.lastModifiedAt = createdAt;
    // A copy has room for just what is in it; a list that was put together by and by has room to spare.
    this.pairs = attributes.slice();
  }

  get status(): UserStatus {
    return this.presentStatus;
  }

  set status(status: UserStatus) {
    this.store?.beforeChange(this, "cognito:user_status");
    this.presentStatus = status;
    this.store?.afterChange(this, "cognito:user_status");
  }

  get enabled(): boolean {
    return this.presentEnabled;
  }

  set enabled(enabled: boolean) {
    this.store?.beforeChange(this, "status");
    this.presentEnabled = enabled;
    this.store?.afterChange(this, "status");
  }

  get modifiedAt(): number {
    return this.lastModifiedAt;
  }

  set modifiedAt(at: number) {
    this.store?.beforeChange(this);
    this.lastModifiedAt = at;
  }

  /** As ListUsers shows the user now, for when it must go on showing that; it belongs to no store. */
  copy(): User {
    const { username, sub, status, createdAt, pairs } = this;
    const copy = new User({ username, sub, status, createdAt, attributes: pairs });
    copy.seq = this.seq;
    copy.presentEnabled = this.presentEnabled;
    copy.lastModifiedAt = this.lastModifiedAt;
    return copy;
  }

  get(name: string): string | undefined {
    if (name === "sub") return this.sub;
    for (let i = 0; i < this.pairs.length; i += 2) if (this.pairs[i] === name) return this.pairs[i + 1];
    return undefined;
  }

  /** Only the store calls this, because its indexes must hear of it. */
  put(name: string, value: string | undefined) {
    const at = this.pairs.findIndex((key, index) => index % 2 === 0 && key === name);
    if (value === undefined) {
      if (at >= 0) this.pairs = this.pairs.toSpliced(at, 2);
    } else if (at >= 0) this.pairs[at + 1] = value;
    else this.pairs = [...this.pairs, name, value];
  }

  attributes(): { Name: string; Value: string }[] {
    const list = [{ Name: "sub", Value: this.sub }];
    for (let i = 0; i < this.pairs.length; i += 2) {
      list.push({ Name: this.pairs[i] as string, Value: this.pairs[i + 1] as string });
    }
    return list;
  }

  isVerified(name: "email" | "phone_number"): boolean {
    return this.get(`${name}_verified`) === "true";
  }
}

export type NewUser = {
  username: string;
  sub: string;
  status: UserStatus;
  createdAt: number;
  /** name, value, name, value…, without `sub`. */
  attributes: string[];
};

/** As ListUsers and AdminCreateUser show a user; AdminGetUser calls the attributes `UserAttributes` (cognito.md 1.1). */
export const describeUser = (user: User) => ({
  Username: user.username,
  Attributes: user.attributes(),
  // Seconds with millisecond decimals (cognito.md 1.1).
  UserCreateDate: user.createdAt / 1_000,
  UserLastModifiedDate: user.modifiedAt / 1_000,
  Enabled: user.enabled,
  UserStatus: user.status,
});
