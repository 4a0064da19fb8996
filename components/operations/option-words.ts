import type { OptionName } from "#lib/operations/options.ts";
import { recoveryOf } from "#lib/operations/recovery.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** What each option is called, for the users it is chosen for. */
export const optionLabels: Record<OptionName, (users: readonly User[]) => string> = {
  alsoVerifyEmail: () => "Also verify the e-mail address",
  alsoSignOut: () => "Also sign out everywhere",
  showPassword: () => "Show the password to me once",
  typedPassword: () => "Type the password myself",
  acknowledgeProvider: ([user]) =>
    `This user also signs in through ${user?.providers.join(", ")}; open a way in beside it anyway`,
  lookFirst: () => "First look whether a code can reach them; each user looked at becomes billable",
};

/** An option that would change nothing for these users is not offered; with users not yet known it is. */
export const optionMatters: Record<OptionName, (users: readonly User[], settings: PoolSettings) => boolean> = {
  alsoVerifyEmail: (users) => users.some((user) => user.email !== null && !user.emailVerified),
  alsoSignOut: () => true,
  showPassword: () => true,
  typedPassword: () => true,
  acknowledgeProvider: (users) => users.some((user) => user.providers.length > 0),
  lookFirst: (users, settings) => users.some((user) => recoveryOf(user, settings, null).state === "unknown"),
};
