import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import {
  AdminGetUserAuthFactorsCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  AdminListUserAuthEventsCommand,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetUserPoolMfaConfigCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolReplicasCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { cognitoCalls } from "#lib/calls/call.ts";
import type { QuotaCategory } from "#lib/calls/quota.ts";
import { type CallTarget, sendCall } from "#lib/cognito/commands.ts";
import { translate } from "#lib/cognito/fault.ts";
import { type Place, placeOf } from "#lib/cognito/place.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { attempt, Fault, type FaultCode, type FaultView, type Result } from "#lib/errors.ts";
import type { Permission } from "#lib/health/reading.ts";
import type { ActionName, ReadName, SignInName } from "#lib/health/required-actions.ts";
import { generatePassword } from "#lib/operations/password.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

/** Nobody has this name, and the check has made sure of it before it is used for anything that would change a user. */
type Nobody = CallTarget;

type FirstName = "DescribeUserPool" | "ListUsers";
/** The strictest policy there can be: all four kinds of characters. */
const strictest = { minimumLength: 24, uppercase: true, lowercase: true, numbers: true, symbols: true };

/** A password that nobody learns, for a user that nobody is. */
const newPassword = (): string => generatePassword(strictest, 24, randomInt);

type Ask = (sdk: CognitoIdentityProviderClient, who: Nobody) => Promise<unknown>;

/** What changes nothing. DescribeUserPool and ListUsers come first and are read as they always are. */
const reads: Record<Exclude<ReadName | SignInName, FirstName>, { quota: QuotaCategory; ask: Ask }> = {
  GetUserPoolMfaConfig: {
    quota: "UserPoolResourceRead",
    ask: (sdk, { UserPoolId }) => sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
  },
  ListUserPoolReplicas: {
    quota: "UserPoolRead",
    ask: (sdk, { UserPoolId }) => sdk.send(new ListUserPoolReplicasCommand({ UserPoolId })),
  },
  ListGroups: {
    quota: "UserPoolResourceRead",
    ask: (sdk, { UserPoolId }) => sdk.send(new ListGroupsCommand({ UserPoolId, Limit: 1 })),
  },
  AdminListGroupsForUser: {
    quota: "UserResourceRead",
    ask: (sdk, who) => sdk.send(new AdminListGroupsForUserCommand({ ...who, Limit: 1 })),
  },
  AdminListUserAuthEvents: {
    quota: "UserResourceRead",
    ask: (sdk, who) => sdk.send(new AdminListUserAuthEventsCommand({ ...who, MaxResults: 1 })),
  },
  ListUserPoolClients: {
    quota: "UserPoolClientRead",
    ask: (sdk, { UserPoolId }) => sdk.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 1 })),
  },
  DescribeUserPoolClient: {
    quota: "UserPoolClientRead",
    ask: (sdk, { UserPoolId }) => sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: noClient })),
  },
  // Through a client that is none: with one, a Lambda trigger could be asked to make the user (Developer Guide, user-pool-lambda-migrate-user).
  AdminInitiateAuth: {
    quota: "UserAuthentication",
    ask: (sdk, { UserPoolId, Username }) =>
      sdk.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId: noClient,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: Username, PASSWORD: newPassword() },
        }),
      ),
  },
  AdminRespondToAuthChallenge: {
    quota: "UserAccountRecovery",
    ask: (sdk, { UserPoolId, Username }) =>
      sdk.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId,
          ClientId: noClient,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: newPassword() },
        }),
      ),
  },
  AdminGetUser: { quota: "UserRead", ask: (sdk, who) => sdk.send(new AdminGetUserCommand(who)) },
  AdminGetUserAuthFactors: {
    quota: "UserRead",
    ask: (sdk, who) => sdk.send(new AdminGetUserAuthFactorsCommand(who)),
  },
  AdminListDevices: {
    quota: "UserResourceRead",
    ask: (sdk, who) => sdk.send(new AdminListDevicesCommand({ ...who, Limit: 1 })),
  },
};
const isRead = (action: ActionName): action is keyof typeof reads => Object.hasOwn(reads, action);
const isFirst = (action: ActionName): action is FirstName => action === "DescribeUserPool" || action === "ListUsers";

// Ids of clients are 26 letters and digits made by Cognito; nothing but noughts is assumed to be none of them.
const noClient = "0".repeat(26);

const askTo = (action: Exclude<ActionName, FirstName>): { quota: QuotaCategory; ask: Ask } =>
  isRead(action)
    ? reads[action]
    : {
        quota: cognitoCalls[action].quota,
        ask: (sdk, who) => sendCall(sdk, who, cognitoCalls[action].sample, newPassword()),
      };

/** Answers that come only after IAM has let the call pass (assumed: access is looked at before anything else). */
const pastAccess: readonly FaultCode[] = ["user-not-found", "no-such-group", "not-in-plan", "rejected-input"];

/** Failures that make every further call pointless. */
const wholeCheck: readonly FaultCode[] = [
  "no-credentials",
  "expired-credentials",
  "invalid-credentials",
  "unreachable",
  "pool-not-found",
];

const answerText = ({ message, said }: FaultView): string => said ?? message;

/** Of what the pool lacks or has not set up, such as a client or devices that it does not remember (cognito.md section 9). */
const isAboutPart = ({ code, said }: FaultView, poolSeen: boolean): boolean =>
  (code === "pool-not-found" && poolSeen) || Boolean(said?.startsWith("InvalidUserPoolConfigurationException"));

/** @param poolSeen the pool is known to be there, so that what is not found is something else */
function verdict(action: ActionName, answer: Result<unknown>, poolSeen: boolean): Permission {
  if (answer.ok) return { action, state: "granted", said: null };
  const { error } = answer;
  if (error.code === "no-permission") return { action, state: "denied", said: answerText(error) };
  if (pastAccess.includes(error.code) || isAboutPart(error, poolSeen)) return { action, state: "granted", said: null };
  if (wholeCheck.includes(error.code)) throw new Fault(error.code, { said: error.said ?? undefined });
  return { action, state: "not-tried", said: answerText(error) };
}

async function tryAction(
  action: Exclude<ActionName, FirstName>,
  { sdk, pace }: Place,
  who: Nobody,
  poolSeen: boolean,
): Promise<Permission> {
  const { quota, ask } = askTo(action);
  await pace.turn(quota, "interactive");
  const answer = await attempt(() =>
    ask(sdk, who).catch((error: unknown) => {
      throw translate(error, "read");
    }),
  );
  if (!answer.ok && answer.error.code === "throttled") pace.throttled(quota);
  if (answer.ok && !isRead(action))
    return {
      action,
      state: "granted",
      said: `Cognito took this for ${who.Username}, which should not exist: look for it.`,
    };
  return verdict(action, answer, poolSeen);
}

/**
 * Tries each action on a user that does not exist, one after the other at the pace of the quotas, and changes nothing: where the
 * console may not list users, so that nobody can make sure of the name, what would change a user is not tried.
 * @throws Fault what is wrong with the credentials or the connection; pool-not-found
 */
export async function tryActions(entry: PoolEntry, actions: readonly ActionName[]): Promise<Permission[]> {
  const client = poolClient(entry);
  const described = await attempt(() => client.settings("interactive"));
  const first = { DescribeUserPool: verdict("DescribeUserPool", described, false) } as Record<FirstName, Permission>;
  // Where addresses are the sign-in names, another form would be refused before the user is looked for (cognito.md section 6).
  const byEmail = described.ok && described.value.signInAttributes.includes("email");
  const Username = `lifeguard-health-check-${randomUUID()}${byEmail ? "@nobody.invalid" : ""}`;
  const filter = { attribute: byEmail ? "email" : "username", equals: Username } as const;
  const listed = await attempt(() => client.list(filter, null, "interactive"));
  first.ListUsers = verdict("ListUsers", listed, false);
  const isNobody = listed.ok && listed.value.users.length === 0;

  const who: Nobody = { UserPoolId: entry.id, Username };
  const permissions: Permission[] = [];
  for (const action of actions) {
    if (isFirst(action)) permissions.push(first[action]);
    else if (isNobody || isRead(action))
      permissions.push(await tryAction(action, placeOf(entry), who, described.ok || listed.ok));
    else
      permissions.push({
        action,
        state: "not-tried",
        said: "Only tried once ListUsers has shown that nobody has the name.",
      });
  }
  return permissions;
}
