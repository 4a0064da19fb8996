import type { OptionName } from "#lib/operations/options.ts";
import type { User } from "#lib/users/user.ts";

/** What each option is called, for the users it is chosen for. */
export const optionLabels: Record<OptionName, (users: readonly User[]) => string> = {
  alsoVerifyEmail: () => "Also verify the e-mail address",
  alsoSignOut: () => "Also sign out everywhere",
  showPassword: () => "Show the password to me once",
  typedPassword: () => "Type the password myself",
  acknowledgeProvider: ([user]) =>
    `This user also signs in through ${user?.providers.join(", ")}; open a way in beside it anyway`,
};

/** An option that would change nothing for these users is not offered; with users not yet known it is. */
export const optionMatters: Record<OptionName, (users: readonly User[]) => boolean> = {
  alsoVerifyEmail: (users) => users.some((user) => user.email !== null && !user.emailVerified),
  alsoSignOut: () => true,
  showPassword: () => true,
  typedPassword: () => true,
  acknowledgeProvider: (users) => users.some((user) => user.providers.length > 0),
};
