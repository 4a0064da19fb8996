import type { CallName } from "#lib/calls/call.ts";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decideAlone } from "#lib/operations/decide.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { atLeast, type Role } from "#lib/roles.ts";
import { statuses, type User } from "#lib/users/user.ts";

/** What the console asks Cognito beside the calls of its operations, and the least role it is asked for. */
const readRoles = {
  DescribeUserPool: "viewer",
  GetUserPoolMfaConfig: "viewer",
  ListUserPoolReplicas: "viewer",
  ListUsers: "viewer",
  ListGroups: "viewer",
  AdminListGroupsForUser: "viewer",
  AdminListUserAuthEvents: "viewer",
  ListUserPoolClients: "viewer",
  DescribeUserPoolClient: "viewer",
  AdminGetUser: "agent",
  AdminGetUserAuthFactors: "agent",
  AdminListDevices: "agent",
} as const satisfies Record<string, Role>;
export type ReadName = keyof typeof readRoles;

/** What the sign-in check signs with the console's own credentials: agents only, on test pools only (lib/sign-in-check). */
const signInNames = ["AdminInitiateAuth", "AdminRespondToAuthChallenge"] as const;
export type SignInName = (typeof signInNames)[number];

/** An action of IAM, without the service's prefix. */
export type ActionName = CallName | ReadName | SignInName;

/** A pool that refuses nothing for its settings. */
const openPool: Pool = {
  key: "any",
  name: "Any",
  id: "us-east-1_Any",
  region: "us-east-1",
  endpoint: null,
  typedPasswords: true,
  reasons: [],
  test: false,
  settings: {
    passwordPolicy: { minimumLength: 8, uppercase: false, lowercase: false, numbers: false, symbols: false },
    temporaryPasswordDays: 7,
    recovery: ["verified_email", "verified_phone_number"],
    aliases: [],
    signInAttributes: [],
    schema: ["name", "nickname"].map((name) => ({
      ...{ name, type: "String", mutable: true, required: false, least: null, most: null },
    })),
    mfa: "optional",
    authenticatorApp: true,
    factorChannels: ["sms", "authenticator", "email", "passkey"],
    firstFactors: ["password"],
    secondaryOf: null,
    plan: null,
    sender: "ses",
    signInEvents: true,
    devices: true,
    estimatedUsers: 1,
    caseSensitive: true,
  },
};

const either = [true, false];

/** Users of every status, enabled and not, with contacts that are verified and not. */
const everyUser: readonly User[] = statuses.flatMap((status) =>
  either.flatMap((enabled) =>
    either.map((verified) => ({
      ...{
        sub: "",
        username: "any",
        status,
        enabled,
        name: null,
        preferredUsername: null,
        providers: [],
        createdAt: 0,
        modifiedAt: 0,
      },
      ...{ email: "any@example.com", emailVerified: verified, phone: "+15550100", phoneVerified: verified },
    })),
  ),
);

/** What an operation needs to be told beside the user. */
const leastOptions: Record<NonNullable<Operation["needs"]>, OperationOptions> = {
  attributes: { attributes: { name: "Any", nickname: null } },
  group: { group: "any" },
  typedUsername: { typedUsername: "any" },
};

/** Without choices, and with each box ticked by itself. */
function everyChoice(id: OperationId): OperationOptions[] {
  const { needs, options } = operations[id];
  const least = needs === null ? {} : leastOptions[needs];
  return [least, ...options.map((option) => ({ ...least, [option]: true }))];
}

/** The calls that an operation can come to, found by deciding about every kind of user. */
export const callsOf = (id: OperationId): CallName[] => {
  const decisions = everyChoice(id).flatMap((options) =>
    everyUser.map((user) => decideAlone(id, user, openPool, options)),
  );
  return [...new Set(decisions.flatMap((decision) => (decision.apply ? decision.calls.map(({ name }) => name) : [])))];
};

/** Operations that somebody of this role may use; none without a role. */
export const operationsOf = (role: Role | null): OperationId[] =>
  operationIds.filter((id) => atLeast(role, operations[id].role));

/** Every action that the console calls for people of this role on this pool, in the order of the alphabet. */
export function requiredActions(role: Role | null, { test }: Pick<Pool, "test">): ActionName[] {
  const reads = (Object.keys(readRoles) as ReadName[]).filter((name) => atLeast(role, readRoles[name]));
  const signIns = test && atLeast(role, "agent") ? signInNames : [];
  return [...new Set<ActionName>([...reads, ...signIns, ...operationsOf(role).flatMap(callsOf)])].toSorted();
}
