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
  const name = user.name ?? userLabel(user);
  const status = isStatus(user.status) ? statusText[user.status].label : user.status;
  const state = `${status}${user.enabled ? "" : ", disabled"}`;
  return name === user.username ? `${name} (${state})` : `${name} (username ${user.username}, ${state})`;
}

/** What a person would call this user: the address, else the number, else the username. */
export const userLabel = (user: Pick<User, "username" | "email" | "phone">): string =>
  user.email ?? user.phone ?? user.username;
