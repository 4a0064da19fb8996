import { type CognitoCall, effectOf } from "#lib/calls/call.ts";
import { attributeProblem } from "#lib/pools/attribute-schema.ts";
import { canRecover, type Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import type { User } from "#lib/users/user.ts";

/** Every operation, in the order menus show them. */
export const operationIds = [
  "force-confirm",
  "resend-invitation",
  "confirm-sign-up",
  "reset-password",
  "set-temporary-password",
  "set-permanent-password",
  "verify-email",
  "verify-phone",
  "sign-out",
  "reset-authenticator",
  "enable",
  "disable",
  "edit-attributes",
  "add-to-group",
  "remove-from-group",
  "delete",
] as const;
export type OperationId = (typeof operationIds)[number];

export const isOperationId = (text: string): text is OperationId => (operationIds as readonly string[]).includes(text);

/** What the agent may choose beside the operation itself. */
export interface OperationOptions {
  /** Operations that go before it in the same plan, in this order, for the users that need them. */
  first?: readonly OperationId[];
  /** New values by attribute name; null takes the attribute away. For "edit-attributes", one user at a time. */
  attributes?: Readonly<Record<string, string | null>>;
  /** The group that "add-to-group" and "remove-from-group" are about. */
  group?: string;
  /** The username, typed by the person who deletes the user. */
  typedUsername?: string;
  /** Mark the e-mail address verified in the same go. */
  alsoVerifyEmail?: boolean;
  /** End the user's sessions afterwards. */
  alsoSignOut?: boolean;
  /** Force confirm with a password that is shown once, instead of one that nobody learns. */
  showPassword?: boolean;
  /** The password is typed by staff; the text itself travels beside the options and is never stored. */
  typedPassword?: boolean;
  /** The agent has read that this user signs in through an identity provider and goes on; for one user only. */
  acknowledgeProvider?: boolean;
}
/** The choices that are a box to tick. */
export type OptionName = Exclude<keyof OperationOptions, "first" | "attributes" | "group" | "typedUsername">;

export interface Remedy {
  text: string;
  /** The operation to choose instead, when there is one. */
  operation?: OperationId;
  /** The operation that, going first in the same plan, removes the obstacle. */
  first?: OperationId;
  /** The option of the same operation that removes it. */
  option?: OptionName;
}

/** What an operation would do to one user now. */
export type Decision =
  | { apply: true; calls: CognitoCall[]; becomes: Partial<User>; notes: string[] }
  | { apply: false; reason: string; remedy: Remedy | null };

export interface Operation {
  /** On buttons and menu items. */
  label: string;
  /** "Ada {past} ada@example.com" in the audit. */
  past: string;
  /** "Ada tried to {infinitive} …" in the audit, when it failed or is unknown. */
  infinitive: string;
  /** What it does, for the dialog; two sentences at most. */
  about: string;
  group: "sign-in" | "password" | "contact" | "account" | "danger";
  /** The least role that may use it at all. */
  role: Role;
  /** Marked in the dialog: it takes something away from the user. */
  harsh: boolean;
  options: readonly OptionName[];
  /** What it needs to be told beside the user, which menus and the bulk bar cannot; the page of one user asks for it. */
  needs: "attributes" | "group" | "typedUsername" | null;
  decide: (user: User, pool: Pool, options: OperationOptions) => Decision;
}

const skip = (reason: string, remedy: Remedy | null = null): Decision => ({ apply: false, reason, remedy });
const apply = (calls: CognitoCall[], becomes: Partial<User>, notes: (string | false)[] = []): Decision => ({
  apply: true,
  calls,
  becomes,
  notes: notes.filter((note) => note !== false),
});

const verifyEmail: CognitoCall = { name: "AdminUpdateUserAttributes", attributes: { email_verified: "true" } };
const verifyPhone: CognitoCall = { name: "AdminUpdateUserAttributes", attributes: { phone_number_verified: "true" } };
const signOut: CognitoCall = { name: "AdminUserGlobalSignOut" };

const providerOf = (user: User): string => user.providers.join(", ") || "an identity provider";
const stayDisabled = (user: User): string | false =>
  !user.enabled && "The account stays disabled: enable it afterwards.";

/**
 * A password of its own would open a second door beside the company's sign-in (design section 2): never for profiles that only
 * the provider signs in, and for linked ones only when the agent has read which provider it is.
 */
function refuseFederated(user: User, options: OperationOptions): Decision | null {
  if (user.status === "EXTERNAL_PROVIDER")
    return skip(`Signs in through ${providerOf(user)}; it has no password here.`, {
      text: `Reset the password at ${providerOf(user)}.`,
    });
  if (user.providers.length > 0 && !options.acknowledgeProvider)
    return skip(`Also signs in through ${providerOf(user)}.`, {
      text: "Open this user alone and confirm that a password beside it is wanted.",
      option: "acknowledgeProvider",
    });
  return null;
}

const passwordCalls = (
  permanent: boolean,
  password: "unseen" | "shown" | "typed",
  options: OperationOptions,
): CognitoCall[] => [{ name: "AdminSetUserPassword", permanent, password }, ...(options.alsoSignOut ? [signOut] : [])];

function forceConfirm(user: User, pool: Pool, options: OperationOptions): Decision {
  if (user.status === "CONFIRMED") return skip("Is confirmed already.");
  const federated = refuseFederated(user, options);
  if (federated) return federated;
  const verifies = Boolean(options.alsoVerifyEmail && user.email && !user.emailVerified);
  const before = verifies ? [verifyEmail] : [];
  const becomes: Partial<User> = { status: "CONFIRMED", ...(verifies && { emailVerified: true }) };
  if (user.status === "UNCONFIRMED")
    return apply([...before, { name: "AdminConfirmSignUp" }], becomes, [
      !verifies &&
        !canRecover(user, pool.settings) &&
        "Has no verified contact: a forgotten password could not be recovered.",
      stayDisabled(user),
    ]);
  if (user.status !== "FORCE_CHANGE_PASSWORD" && user.status !== "RESET_REQUIRED")
    return skip(`Has the status ${user.status}, which this console does not know.`);
  if (options.showPassword)
    return apply([...before, ...passwordCalls(true, "shown", options)], becomes, [stayDisabled(user)]);
  if (!canRecover({ ...user, emailVerified: user.emailVerified || verifies }, pool.settings))
    return skip("Would be left with a password nobody knows: no verified contact to recover it with.", {
      text: user.email
        ? "Choose “Also verify e-mail”, or set a password that is shown."
        : "Set a password that is shown.",
      ...(user.email ? { option: "alsoVerifyEmail" as const } : { operation: "set-permanent-password" as const }),
    });
  return apply([...before, ...passwordCalls(true, "unseen", options)], becomes, [
    user.status === "FORCE_CHANGE_PASSWORD" && "A temporary password sent earlier stops working.",
    stayDisabled(user),
  ]);
}

function setPassword(permanent: boolean) {
  return (user: User, _pool: Pool, options: OperationOptions): Decision => {
    const federated = refuseFederated(user, options);
    if (federated) return federated;
    return apply(
      passwordCalls(permanent, options.typedPassword ? "typed" : "shown", options),
      { status: permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD" },
      [
        !permanent && user.status === "CONFIRMED" && "The present password stops working.",
        permanent && user.status === "FORCE_CHANGE_PASSWORD" && "A temporary password sent earlier stops working.",
        stayDisabled(user),
      ],
    );
  };
}

function resetPassword(user: User, pool: Pool): Decision {
  if (!user.enabled)
    return skip("Is disabled.", { text: "Enable the account first.", operation: "enable", first: "enable" });
  if (user.status === "EXTERNAL_PROVIDER")
    return skip(`Signs in through ${providerOf(user)}; it has no password here.`, {
      text: `Reset the password at ${providerOf(user)}.`,
    });
  if (user.status === "FORCE_CHANGE_PASSWORD")
    return skip("Has never set a password of its own, so there is none to reset.", {
      text: "Resend the invitation, or set a temporary password.",
      operation: "resend-invitation",
    });
  if (user.status === "UNCONFIRMED")
    return skip("Has not confirmed the sign-up yet.", {
      text: "Confirm the sign-up first.",
      operation: "confirm-sign-up",
    });
  if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED")
    return skip(`Has the status ${user.status}, which this console does not know.`);
  if (pool.settings.recovery.every((option) => option === "admin_only"))
    return skip("This pool lets only administrators recover a password.", {
      text: "Set a temporary password.",
      operation: "set-temporary-password",
    });
  if (!canRecover(user, pool.settings))
    return skip("Has no verified contact that a code could be sent to.", {
      text: user.email ? "Verify the e-mail address first, or set a temporary password." : "Set a temporary password.",
      operation: user.email ? "verify-email" : "set-temporary-password",
      ...(user.email && pool.settings.recovery.includes("verified_email") && { first: "verify-email" as const }),
    });
  return apply([{ name: "AdminResetUserPassword" }], { status: "RESET_REQUIRED" }, [
    user.status === "CONFIRMED" && "The present password stops working at once.",
  ]);
}

function resendInvitation(user: User): Decision {
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    return skip("Has no open invitation; one can only be resent while its temporary password is unused.", {
      text: user.status === "CONFIRMED" ? "Reset the password instead." : "Set a temporary password instead.",
      operation: user.status === "CONFIRMED" ? "reset-password" : "set-temporary-password",
    });
  if (!user.enabled)
    return skip("Is disabled, so the invitation could not be used.", {
      text: "Enable the account first.",
      operation: "enable",
      first: "enable",
    });
  const medium = user.email ? "EMAIL" : user.phone ? "SMS" : null;
  if (!medium)
    return skip("Has neither an e-mail address nor a phone number.", {
      text: "Set a temporary password and hand it over.",
      operation: "set-temporary-password",
    });
  return apply([{ name: "AdminCreateUser", action: "RESEND", medium }], {}, [
    "A temporary password sent earlier stops working.",
  ]);
}

function verify(kind: "email" | "phone") {
  return (user: User, pool: Pool): Decision => {
    const noun = kind === "email" ? "e-mail address" : "phone number";
    if (!user[kind]) return skip(`Has no ${noun}.`);
    if (kind === "email" ? user.emailVerified : user.phoneVerified) return skip(`Its ${noun} is verified already.`);
    const alias = pool.settings.aliases.includes(kind === "email" ? "email" : "phone_number");
    return apply(
      [kind === "email" ? verifyEmail : verifyPhone],
      kind === "email" ? { emailVerified: true } : { phoneVerified: true },
      [alias && `The ${noun} becomes a sign-in name of this user, and of no other.`],
    );
  };
}

/** Cognito answers for a user without an app as for any other (assumed), so only what the pool cannot have is skipped. */
function resetAuthenticator(user: User, pool: Pool, { alsoSignOut }: OperationOptions): Decision {
  if (!pool.settings.authenticatorApp) return skip("This pool has no authenticator apps.");
  if (user.status === "UNCONFIRMED")
    return skip("Has not confirmed the sign-up yet, so it has no authenticator app.", {
      text: "Confirm the sign-up first.",
      operation: "confirm-sign-up",
    });
  return apply([{ name: "AdminDeleteSoftwareToken" }, ...(alsoSignOut ? [signOut] : [])], {});
}

function editAttributes(user: User, pool: Pool, { attributes = {} }: OperationOptions): Decision {
  const wanted = Object.entries(attributes);
  const changed = Object.fromEntries(wanted.filter((entry): entry is [string, string] => entry[1] !== null));
  const removed = wanted.filter(([, value]) => value === null).map(([name]) => name);
  if (wanted.length === 0) return skip("Nothing was changed.");
  const problem = attributeProblem(attributes, pool.settings.schema);
  if (problem) return skip(problem);
  const calls: CognitoCall[] = [
    ...(Object.keys(changed).length > 0 ? [{ name: "AdminUpdateUserAttributes" as const, attributes: changed }] : []),
    ...(removed.length > 0 ? [{ name: "AdminDeleteUserAttributes" as const, names: removed }] : []),
  ];
  return apply(calls, Object.assign({}, ...calls.map(effectOf)), [
    contactOf(attributes).some((name) => attributes[name] !== null && attributes[`${name}_verified`] !== "true") &&
      "The new contact is not verified until the user enters a code or you mark it verified.",
    user.providers.length > 0 && `Signs in through ${providerOf(user)} too, which may overwrite what it maps.`,
  ]);
}

const contactOf = (attributes: Readonly<Record<string, string | null>>): string[] =>
  ["email", "phone_number"].filter((name) => Object.hasOwn(attributes, name));

/**
 * Everything a person can do to a user. Menus, the bulk bar, dialogs, checks in browser and server, forecasts and audit sentences
 * are read from here. The rules follow cognito.md 2.2 and 2.3 and design section 2.
 */
export const operations: Record<OperationId, Operation> = {
  "force-confirm": {
    label: "Force confirm",
    past: "force-confirmed",
    infinitive: "force-confirm",
    about:
      "Moves the user to Confirmed. Unless a password is shown, a random one is set that nobody learns, and the user chooses a new one through “Forgot password”.",
    group: "sign-in",
    role: "agent",
    harsh: false,
    options: ["alsoVerifyEmail", "showPassword", "acknowledgeProvider"],
    needs: null,
    decide: forceConfirm,
  },
  "resend-invitation": {
    label: "Resend invitation",
    past: "resent the invitation of",
    infinitive: "resend the invitation of",
    about: "Cognito makes a new temporary password and sends it to the user; its time starts again.",
    group: "sign-in",
    role: "agent",
    harsh: false,
    options: [],
    needs: null,
    decide: resendInvitation,
  },
  "confirm-sign-up": {
    label: "Confirm sign-up",
    past: "confirmed the sign-up of",
    infinitive: "confirm the sign-up of",
    about: "Confirms an account that the user created; the password the user chose stays. It verifies no address.",
    group: "sign-in",
    role: "agent",
    harsh: false,
    options: ["alsoVerifyEmail"],
    needs: null,
    decide: (user, pool, options) => {
      if (user.status === "UNCONFIRMED") return forceConfirm(user, pool, { ...options, acknowledgeProvider: true });
      if (user.status === "CONFIRMED") return skip("Is confirmed already.");
      return skip("Did not sign up on its own, so there is no sign-up to confirm.", {
        text: "Use force confirm.",
        operation: "force-confirm",
      });
    },
  },
  "reset-password": {
    label: "Reset password",
    past: "reset the password of",
    infinitive: "reset the password of",
    about:
      "The present password stops working at once, and Cognito sends a code that is valid for one hour to a verified contact.",
    group: "password",
    role: "agent",
    harsh: true,
    options: ["alsoSignOut"],
    needs: null,
    decide: (user, pool, options) => {
      const decision = resetPassword(user, pool);
      return decision.apply && options.alsoSignOut ? { ...decision, calls: [...decision.calls, signOut] } : decision;
    },
  },
  "set-temporary-password": {
    label: "Set temporary password",
    past: "set a temporary password for",
    infinitive: "set a temporary password for",
    about:
      "Sets a temporary password that is shown to you once. Cognito sends nothing: you hand it over, and the user replaces it at the next sign-in.",
    group: "password",
    role: "agent",
    harsh: false,
    options: ["typedPassword", "alsoSignOut", "acknowledgeProvider"],
    needs: null,
    decide: setPassword(false),
  },
  "set-permanent-password": {
    label: "Set permanent password",
    past: "set a permanent password for",
    infinitive: "set a permanent password for",
    about:
      "Sets a password that is shown to you once and stays valid until the user changes it. Cognito sends nothing.",
    group: "password",
    role: "admin",
    harsh: false,
    options: ["typedPassword", "alsoSignOut", "acknowledgeProvider"],
    needs: null,
    decide: setPassword(true),
  },
  "verify-email": {
    label: "Verify e-mail",
    past: "marked the e-mail address verified of",
    infinitive: "mark the e-mail address verified of",
    about:
      "Marks the e-mail address as verified without a code. Do this only when you know that it belongs to the user.",
    group: "contact",
    role: "agent",
    harsh: false,
    options: [],
    needs: null,
    decide: verify("email"),
  },
  "verify-phone": {
    label: "Verify phone",
    past: "marked the phone number verified of",
    infinitive: "mark the phone number verified of",
    about: "Marks the phone number as verified without a code. Do this only when you know that it belongs to the user.",
    group: "contact",
    role: "agent",
    harsh: false,
    options: [],
    needs: null,
    decide: verify("phone"),
  },
  "sign-out": {
    label: "Sign out everywhere",
    past: "signed out everywhere",
    infinitive: "sign out everywhere",
    about: "Revokes the user's tokens. An access token already issued is accepted by other services until it expires.",
    group: "account",
    role: "agent",
    harsh: true,
    options: [],
    needs: null,
    decide: (user) =>
      user.enabled ? apply([signOut], {}) : skip("Is disabled; disabling has ended its sessions already."),
  },
  enable: {
    label: "Enable",
    past: "enabled",
    infinitive: "enable",
    about: "Lets the account sign in again. Its status stays as it is.",
    group: "account",
    role: "agent",
    harsh: false,
    options: [],
    needs: null,
    decide: (user) =>
      user.enabled ? skip("Is enabled already.") : apply([{ name: "AdminEnableUser" }], { enabled: true }),
  },
  disable: {
    label: "Disable",
    past: "disabled",
    infinitive: "disable",
    about: "The account can no longer sign in and its sessions end. Nothing is deleted.",
    group: "account",
    role: "agent",
    harsh: true,
    options: [],
    needs: null,
    decide: (user) =>
      user.enabled ? apply([{ name: "AdminDisableUser" }], { enabled: false }) : skip("Is disabled already."),
  },
  "reset-authenticator": {
    label: "Reset authenticator app",
    past: "reset the authenticator app of",
    infinitive: "reset the authenticator app of",
    about:
      "Takes the authenticator app away, as when the phone was lost. The user signs in without it, or sets up a new one where the pool asks for it.",
    group: "account",
    role: "admin",
    harsh: true,
    options: ["alsoSignOut"],
    needs: null,
    decide: resetAuthenticator,
  },
  "edit-attributes": {
    label: "Edit attributes",
    past: "changed attributes of",
    infinitive: "change attributes of",
    about: "Replaces the values that you have changed; the others stay.",
    group: "contact",
    role: "admin",
    harsh: false,
    options: [],
    needs: "attributes",
    decide: editAttributes,
  },
  "add-to-group": {
    label: "Add to group",
    past: "added to a group",
    infinitive: "add to a group",
    about: "The group shows in tokens that are issued from now on.",
    group: "account",
    role: "admin",
    harsh: false,
    options: [],
    needs: "group",
    decide: (_user, _pool, { group }) =>
      group ? apply([{ name: "AdminAddUserToGroup", group }], {}) : skip("No group was chosen."),
  },
  "remove-from-group": {
    label: "Remove from group",
    past: "removed from a group",
    infinitive: "remove from a group",
    about: "Tokens already issued name the group until they expire.",
    group: "account",
    role: "admin",
    harsh: true,
    options: ["alsoSignOut"],
    needs: "group",
    decide: (_user, _pool, { group, alsoSignOut }) =>
      group
        ? apply([{ name: "AdminRemoveUserFromGroup", group }, ...(alsoSignOut ? [signOut] : [])], {})
        : skip("No group was chosen."),
  },
  delete: {
    label: "Delete user",
    past: "deleted",
    infinitive: "delete",
    about: "Deletes the account for good. A new one under the same name is another user, with another sub.",
    group: "danger",
    role: "admin",
    harsh: true,
    options: [],
    needs: "typedUsername",
    decide: (user, _pool, { typedUsername }) =>
      typedUsername === user.username
        ? apply([{ name: "AdminDeleteUser" }], {})
        : skip("The username was not typed as it is written."),
  },
};
