/** The statuses Cognito gives out today (cognito.md section 2); a status it invents later is kept as opaque text. */
export const statuses = [
  "FORCE_CHANGE_PASSWORD",
  "RESET_REQUIRED",
  "UNCONFIRMED",
  "EXTERNAL_PROVIDER",
  "CONFIRMED",
] as const;

export type Status = (typeof statuses)[number];

export const isStatus = (text: string): text is Status => (statuses as readonly string[]).includes(text);

/** What each status means to the person in the ticket (cognito.md section 2). */
export const statusText: Record<Status, { label: string; meaning: string; stuck: boolean }> = {
  FORCE_CHANGE_PASSWORD: {
    label: "Force change password",
    meaning: "Has a temporary password and has never replaced it.",
    stuck: true,
  },
  RESET_REQUIRED: {
    label: "Reset required",
    meaning: "The password no longer works; a code must be used to set a new one.",
    stuck: true,
  },
  UNCONFIRMED: { label: "Unconfirmed", meaning: "Signed up but never confirmed the account.", stuck: true },
  EXTERNAL_PROVIDER: {
    label: "External provider",
    meaning: "Signs in through a company or social identity provider; has no password here.",
    stuck: false,
  },
  CONFIRMED: { label: "Confirmed", meaning: "Can sign in normally.", stuck: false },
};

/** A user of a pool as every screen and rule sees it. Times are epoch milliseconds. */
export interface User {
  sub: string;
  /** Exactly as ListUsers gives it; admin calls use this and never an alias (cognito.md section 6). */
  username: string;
  status: string;
  enabled: boolean;
  email: string | null;
  emailVerified: boolean;
  phone: string | null;
  phoneVerified: boolean;
  name: string | null;
  /** A sign-in name where the pool has it as an alias (cognito.md section 6). */
  preferredUsername: string | null;
  /** Names of the identity providers this profile is linked to, from its `identities` attribute. */
  providers: string[];
  createdAt: number;
  modifiedAt: number;
}

/** A user's state in a word or two, to stand in brackets. */
export function stateText({ status, enabled }: Pick<User, "status" | "enabled">): string {
  const words: Record<Status, string> = {
    FORCE_CHANGE_PASSWORD: "invited",
    RESET_REQUIRED: "reset required",
    UNCONFIRMED: "unconfirmed",
    EXTERNAL_PROVIDER: "signs in at a provider",
    CONFIRMED: "confirmed",
  };
  return `${isStatus(status) ? words[status] : status}${enabled ? "" : ", disabled"}`;
}

/** A user in a sentence about somebody else: name or label, with the username by which Cognito knows them. */
export function personText(user: User): string {
  const name = userName(user);
  const status = isStatus(user.status) ? statusText[user.status].label : user.status;
  const state = `${status}${user.enabled ? "" : ", disabled"}`;
  return name === user.username ? `${name} (${state})` : `${name} (username ${user.username}, ${state})`;
}

/** The name that the attributes give, whole or in parts; null where they give none. */
export const fullName = ({ name, given_name, family_name }: Readonly<Record<string, string>>): string | null =>
  name || [given_name, family_name].filter(Boolean).join(" ") || null;

/** By what people know a user. */
type Known = Pick<User, "username" | "email" | "phone" | "name">;

/** What a person would call this user: the name, else the address, the number, the username. */
export const userName = ({ name, email, phone, username }: Known): string => name ?? email ?? phone ?? username;

/** What tells this user from others of the name, for a line of its own: address and username, or the number where there is no address. */
export const userIdentity = (user: Known): string => {
  const { email, phone, username } = user;
  const texts = [...new Set([email ?? phone, username])];
  return texts.filter((text) => text !== null && text !== userName(user)).join(" · ");
};

/** Longer names are cut on record. */
const longestName = 100;

/** The user in one text, on record and for screen readers: "Ada Lovelace (ada@example.com)", or what there is of it. */
export function userLabel(user: Known): string {
  const name = userName(user);
  const beside = user.name === null ? null : (user.email ?? user.phone ?? user.username);
  if (beside === null || beside === name) return name;
  return `${name.length > longestName ? `${name.slice(0, longestName)}…` : name} (${beside})`;
}

/** Whether such a text has the username in it already. */
export const labelHasUsername = (label: string, username: string): boolean =>
  label === username || label.endsWith(`(${username})`);
