import { addUserToGroup } from "#lib/calls/add-user-to-group.ts";
import { confirmSignUp } from "#lib/calls/confirm-sign-up.ts";
import { createUser } from "#lib/calls/create-user.ts";
import type { CallDefinition, Member, PasswordOrigin } from "#lib/calls/definition.ts";
import { deleteSoftwareToken } from "#lib/calls/delete-software-token.ts";
import { deleteUser } from "#lib/calls/delete-user.ts";
import { deleteUserAttributes } from "#lib/calls/delete-user-attributes.ts";
import { disableUser } from "#lib/calls/disable-user.ts";
import { enableUser } from "#lib/calls/enable-user.ts";
import { removeUserFromGroup } from "#lib/calls/remove-user-from-group.ts";
import { resetUserPassword } from "#lib/calls/reset-user-password.ts";
import { setUserMfaPreference } from "#lib/calls/set-user-mfa-preference.ts";
import { setUserPassword } from "#lib/calls/set-user-password.ts";
import { updateUserAttributes } from "#lib/calls/update-user-attributes.ts";
import { userGlobalSignOut } from "#lib/calls/user-global-sign-out.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import type { SignInClaim } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

const definitions = [
  setUserPassword,
  confirmSignUp,
  resetUserPassword,
  createUser,
  updateUserAttributes,
  deleteUserAttributes,
  enableUser,
  disableUser,
  userGlobalSignOut,
  deleteSoftwareToken,
  setUserMfaPreference,
  addUserToGroup,
  removeUserFromGroup,
  deleteUser,
];

type CallOf<Definition> = Definition extends CallDefinition<infer Call> ? Call : never;

/** One call to Cognito that changes a user, as a value: what will be sent, without the password itself. */
export type CognitoCall = CallOf<(typeof definitions)[number]>;
export type CallName = CognitoCall["name"];

/** Every call that changes a user, by its name in Cognito's API. */
export const cognitoCalls = Object.fromEntries(definitions.map((definition) => [definition.name, definition])) as {
  readonly [Name in CallName]: CallDefinition<Extract<CognitoCall, { name: Name }>>;
};
export const callNames: readonly CallName[] = definitions.map(({ name }) => name);

/** What the call's name stands for, which takes this call: the two are told apart by their names alone. */
const definitionOf = (call: CognitoCall) => cognitoCalls[call.name] as unknown as CallDefinition<CognitoCall>;

export const membersOf = <Secret>(
  call: CognitoCall,
  password: () => Secret,
): Readonly<Record<string, Member | Secret>> => definitionOf(call).members(call, password);

/** Whose password the call sets; null when it sets none. */
export const passwordOf = (call: CognitoCall): PasswordOrigin | null => definitionOf(call).password?.(call) ?? null;

export const effectOf = (call: CognitoCall): Partial<User> => definitionOf(call).effect(call);

/** What is known to be true of a user once all these were done, one after another. */
export const effectOfAll = (calls: readonly CognitoCall[]): Partial<User> => Object.assign({}, ...calls.map(effectOf));

/** The values that the call makes sign-in names of its user in a pool of these settings. */
export const claimsOf = (call: CognitoCall, before: User, settings: PoolSettings): SignInClaim[] =>
  definitionOf(call).claims?.(call, before, settings) ?? [];

/** The same of calls that follow one another, each on the user as the one before it leaves them. */
export function claimsOfAll(calls: readonly CognitoCall[], before: User, settings: PoolSettings): SignInClaim[] {
  let user = before;
  return calls.flatMap((call) => {
    const claims = claimsOf(call, user, settings);
    user = { ...user, ...effectOf(call) };
    return claims;
  });
}

export const detailOf = (call: CognitoCall, before: User): Record<string, string> =>
  definitionOf(call).detail(call, before);

/** Whether a user who was read back proves that a call was applied whose answer was lost. */
export const provesApplied = (call: CognitoCall, before: User, after: User): boolean =>
  definitionOf(call).proves(call, before, after);

export const stepText = (call: CognitoCall): string => definitionOf(call).step(call);
