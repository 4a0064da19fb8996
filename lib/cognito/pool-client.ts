import "server-only";
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ListUsersCommand,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { brokeOff, translate } from "#lib/cognito/fault.ts";
import { Pace, type PaceClass } from "#lib/cognito/pace.ts";
import { Fault } from "#lib/errors.ts";
import { type CallName, type CognitoCall, callFacts, type QuotaCategory } from "#lib/operations/call.ts";
import type { PoolEntry, PoolSettings, RecoveryOption } from "#lib/pools/pool.ts";
import type { Status, User } from "#lib/users/user.ts";

/** One attribute, exactly or by prefix: all that ListUsers can filter on (cognito.md section 3). */
export type ListFilter =
  | { attribute: "cognito:user_status"; equals: Status }
  | { attribute: "status"; equals: "Enabled" | "Disabled" }
  | { attribute: "sub" | "username" | "email" | "phone_number"; equals: string };

export interface ListedPage {
  users: User[];
  /** Goes with the same filter only, and lives one hour. */
  next: string | null;
}

/** A Cognito user pool in our words. Every method waits its turn in the quota and throws a Fault for what can be expected. */
export interface PoolClient {
  settings(paceClass: PaceClass): Promise<PoolSettings>;
  list(filter: ListFilter | null, token: string | null, paceClass: PaceClass): Promise<ListedPage>;
  /** The user as ListUsers has it now, by `sub`; null when there is none. Does not make the user billable (cognito.md 9.1). */
  read(sub: string, paceClass: PaceClass): Promise<User | null>;
  /** Strongly consistent, but makes the user billable: only to find out what became of a call whose answer was lost. */
  reread(username: string, paceClass: PaceClass): Promise<User | null>;
  /**
   * Sends one call, once. A throttled call or one that never left was not applied and may be sent again by the caller.
   * @param password needed by AdminSetUserPassword only
   * @returns the AWS request id
   */
  send(call: CognitoCall, username: string, password: string | null, paceClass: PaceClass): Promise<string | null>;
}

const attributesOf = (list: AttributeType[] | undefined): Map<string, string> =>
  new Map(
    (list ?? []).flatMap(({ Name, Value }) => (Name === undefined || Value === undefined ? [] : [[Name, Value]])),
  );

/** Provider names out of the `identities` attribute, which is JSON (cognito.md section 6); unreadable text still counts as one. */
function providersOf(identities: string | undefined): string[] {
  if (!identities) return [];
  try {
    const parsed: unknown = JSON.parse(identities);
    if (!Array.isArray(parsed)) return ["an identity provider"];
    return parsed.map((identity: { providerName?: unknown }) =>
      String(identity?.providerName ?? "an identity provider"),
    );
  } catch {
    // Not JSON after all: the user is still linked to somebody, and that is what the rules ask.
    return ["an identity provider"];
  }
}

/** A user as ListUsers gives it (`Attributes`) or AdminGetUser (`UserAttributes`). */
export function toUser(raw: UserType, list: AttributeType[] | undefined = raw.Attributes): User {
  const attributes = attributesOf(list);
  const created = raw.UserCreateDate?.getTime() ?? 0;
  return {
    sub: attributes.get("sub") ?? "",
    username: raw.Username ?? "",
    status: raw.UserStatus ?? "UNKNOWN",
    enabled: raw.Enabled ?? true,
    email: attributes.get("email") || null,
    emailVerified: attributes.get("email_verified") === "true",
    phone: attributes.get("phone_number") || null,
    phoneVerified: attributes.get("phone_number_verified") === "true",
    name:
      attributes.get("name") ||
      [attributes.get("given_name"), attributes.get("family_name")].filter(Boolean).join(" ") ||
      null,
    providers: providersOf(attributes.get("identities")),
    createdAt: created,
    modifiedAt: raw.UserLastModifiedDate?.getTime() ?? created,
  };
}

/** Quotes and backslashes inside a filter's value are escaped in the filter string itself (cognito.md section 3). */
export const filterText = ({ attribute, equals }: ListFilter): string =>
  `${attribute} = "${equals.replace(/["\\]/g, (char) => `\\${char}`)}"`;

type SdkClient = CognitoIdentityProviderClient;
interface Place {
  sdk: SdkClient;
  pace: Pace;
}
const shared = globalThis as { __lifeguardPlaces?: Map<string, Place> };

/** Pools of one account and Region share a client and its pace. The account is the console's own until roles are assumed. */
function placeOf(entry: PoolEntry): Place {
  shared.__lifeguardPlaces ??= new Map();
  const key = `${entry.region} ${entry.endpoint ?? ""}`;
  let place = shared.__lifeguardPlaces.get(key);
  if (!place) {
    place = {
      sdk: new CognitoIdentityProviderClient({
        region: entry.region,
        ...(entry.endpoint && { endpoint: entry.endpoint }),
        // One attempt: the SDK would repeat calls that send messages (cognito.md 4.3, security.md 3.1).
        maxAttempts: 1,
        userAgentAppId: "lifeguard",
        requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      }),
      pace: new Pace(),
    };
    shared.__lifeguardPlaces.set(key, place);
  }
  return place;
}

/** A rate of zero tries is never what happens: reads that were throttled or broke are tried this often in all. */
const readTries = 4;

export function poolClient(entry: PoolEntry): PoolClient {
  const { sdk, pace } = placeOf(entry);
  const UserPoolId = entry.id;

  /** Reads may be repeated: they change nothing. */
  async function read<T>(category: QuotaCategory, paceClass: PaceClass, run: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      await pace.turn(category, paceClass);
      try {
        return await run();
      } catch (error) {
        const fault = translate(error, "read");
        const passing =
          fault instanceof Fault &&
          (fault.code === "throttled" || fault.code === "cognito-broken" || brokeOff(fault.cause));
        if (fault instanceof Fault && fault.code === "throttled") pace.throttled(category);
        if (!passing || tried >= readTries) throw fault;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 250 * 2 ** tried));
      }
    }
  }

  return {
    settings: (paceClass) =>
      read("UserPoolRead", paceClass, async () => {
        const { UserPool: pool } = await sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
        const policy = pool?.Policies?.PasswordPolicy;
        const recovery = [...(pool?.AccountRecoverySetting?.RecoveryMechanisms ?? [])]
          .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
          .flatMap(({ Name }) => (Name ? [Name as RecoveryOption] : []));
        return {
          passwordPolicy: {
            minimumLength: policy?.MinimumLength ?? 8,
            uppercase: policy?.RequireUppercase ?? false,
            lowercase: policy?.RequireLowercase ?? false,
            numbers: policy?.RequireNumbers ?? false,
            symbols: policy?.RequireSymbols ?? false,
          },
          // 0 or unset means 7 (cognito.md 5.1).
          temporaryPasswordDays: policy?.TemporaryPasswordValidityDays || 7,
          recovery: recovery.length > 0 ? recovery : ["verified_phone_number", "verified_email"],
          aliases: pool?.AliasAttributes ?? [],
          estimatedUsers: pool?.EstimatedNumberOfUsers ?? 0,
          caseSensitive: pool?.UsernameConfiguration?.CaseSensitive ?? true,
        };
      }),

    list: (filter, token, paceClass) =>
      read("UserList", paceClass, async () => {
        const page = await sdk.send(
          new ListUsersCommand({
            UserPoolId,
            Limit: 60,
            ...(filter && { Filter: filterText(filter) }),
            ...(token && { PaginationToken: token }),
          }),
        );
        return { users: (page.Users ?? []).map((raw) => toUser(raw)), next: page.PaginationToken ?? null };
      }),

    async read(sub, paceClass) {
      const { users } = await this.list({ attribute: "sub", equals: sub }, null, paceClass);
      return users.find((user) => user.sub === sub) ?? null;
    },

    async reread(username, paceClass) {
      try {
        return await read("UserRead", paceClass, async () => {
          const raw = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: username }));
          return toUser(raw as UserType, raw.UserAttributes);
        });
      } catch (error) {
        if (error instanceof Fault && error.code === "user-not-found") return null;
        throw error;
      }
    },

    async send(call, username, password, paceClass) {
      const { quota } = callFacts[call.name];
      await pace.turn(quota, paceClass);
      try {
        return await senders[call.name](sdk, { UserPoolId, Username: username }, call as never, password);
      } catch (error) {
        const fault = translate(error, "write");
        if (fault instanceof Fault && fault.code === "throttled") pace.throttled(quota);
        throw fault;
      }
    },
  };
}

type Sender<Name extends CallName> = (
  sdk: SdkClient,
  who: { UserPoolId: string; Username: string },
  call: Extract<CognitoCall, { name: Name }>,
  password: string | null,
) => Promise<string | null>;

const requestId = async (answer: Promise<{ $metadata: { requestId?: string } }>): Promise<string | null> =>
  (await answer).$metadata.requestId ?? null;

const senders: { [Name in CallName]: Sender<Name> } = {
  AdminSetUserPassword: (sdk, who, { permanent }, password) => {
    if (password === null) throw new Fault("password-gone");
    return requestId(sdk.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: permanent })));
  },
  AdminConfirmSignUp: (sdk, who) => requestId(sdk.send(new AdminConfirmSignUpCommand(who))),
  AdminResetUserPassword: (sdk, who) => requestId(sdk.send(new AdminResetUserPasswordCommand(who))),
  // The default medium is SMS, so the medium is always named (cognito.md 8.1).
  AdminCreateUser: (sdk, who, { action, medium }) =>
    requestId(
      sdk.send(new AdminCreateUserCommand({ ...who, MessageAction: action, DesiredDeliveryMediums: [medium] })),
    ),
  AdminUpdateUserAttributes: (sdk, who, { attributes }) =>
    requestId(
      sdk.send(
        new AdminUpdateUserAttributesCommand({
          ...who,
          UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
        }),
      ),
    ),
  AdminEnableUser: (sdk, who) => requestId(sdk.send(new AdminEnableUserCommand(who))),
  AdminDisableUser: (sdk, who) => requestId(sdk.send(new AdminDisableUserCommand(who))),
  AdminUserGlobalSignOut: (sdk, who) => requestId(sdk.send(new AdminUserGlobalSignOutCommand(who))),
};
