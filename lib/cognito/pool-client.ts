import "server-only";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  AdminListUserAuthEventsCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ListGroupsCommand,
  ListUsersCommand,
  type SchemaAttributeType,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import { brokeOff, translate } from "#lib/cognito/fault.ts";
import { observe } from "#lib/cognito/observe.ts";
import { Pace, type PaceClass } from "#lib/cognito/pace.ts";
import { senders } from "#lib/cognito/senders.ts";
import { attempt, Fault } from "#lib/errors.ts";
import { type CognitoCall, callFacts, type QuotaCategory } from "#lib/operations/call.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { PoolEntry, PoolSettings, RecoveryOption } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";
import type { Profile, SecondFactors, SignInEvent } from "#lib/users/profile.ts";
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

export interface NewUser {
  username: string;
  attributes: Record<string, string>;
  /** null lets Cognito make one. */
  temporaryPassword: string | null;
  medium: "EMAIL" | "SMS" | null;
}

/** A Cognito user pool in our words. Every method waits its turn in the quota and throws a Fault for what can be expected. */
export interface PoolClient {
  settings(paceClass: PaceClass): Promise<PoolSettings>;
  list(filter: ListFilter | null, token: string | null, paceClass: PaceClass): Promise<ListedPage>;
  /** The user as ListUsers has it now, by `sub`; null when there is none. Does not make the user billable (cognito.md 9.1). */
  read(sub: string, paceClass: PaceClass): Promise<User | null>;
  /** The same with every attribute. */
  profile(sub: string, paceClass: PaceClass): Promise<Profile | null>;
  /** Whether anyone else holds this contact, verified, as a sign-in name; one page is enough to know. */
  holders(attribute: "email" | "phone_number", value: string, paceClass: PaceClass): Promise<User[]>;
  /** Names of the user's groups, or of all the pool's, in Cognito's order. */
  groups(username: string | null, paceClass: PaceClass): Promise<string[]>;
  /** What only AdminGetUser and AdminListDevices know. It makes the user billable (cognito.md 9.1). */
  secondFactors(username: string, paceClass: PaceClass): Promise<SecondFactors>;
  /** The latest sign-in events, newest first; null where the pool's plan keeps none. */
  signInEvents(username: string, paceClass: PaceClass): Promise<SignInEvent[] | null>;
  /** Makes a user and sends the invitation by `medium`, or nothing with null. Sent once, like every call that writes. */
  create(user: NewUser, paceClass: PaceClass): Promise<User>;
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

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function toSchema(raw: SchemaAttributeType): AttributeSchema[] {
  if (!raw.Name) return [];
  const bounds = raw.NumberAttributeConstraints;
  const lengths = raw.StringAttributeConstraints;
  return [
    {
      name: raw.Name,
      type: raw.AttributeDataType ?? "String",
      mutable: raw.Mutable ?? true,
      required: raw.Required ?? false,
      least: numberOf(bounds?.MinValue ?? lengths?.MinLength),
      most: numberOf(bounds?.MaxValue ?? lengths?.MaxLength),
    },
  ];
}

/** Quotes and backslashes inside a filter's value are escaped in the filter string itself (cognito.md section 3). */
export const filterText = ({ attribute, equals }: ListFilter): string =>
  `${attribute} = "${equals.replace(/["\\]/g, (char) => `\\${char}`)}"`;

type SdkClient = CognitoIdentityProviderClient;
export interface Place {
  sdk: SdkClient;
  pace: Pace;
}
/** By Region and endpoint. */
export const places = processWide("cognito-places", () => new Map<string, Place>());

/** Keys of pools by their id, under which calls are counted. */
const poolKeys = processWide("pool-keys", () => new Map<string, string>());

/** Pools of one account and Region share a client and its pace. The account is the console's own until roles are assumed. */
export function placeOf(entry: PoolEntry): Place {
  const key = `${entry.region} ${entry.endpoint ?? ""}`;
  let place = places.get().get(key);
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
    observe(place.sdk, (poolId) => poolKeys.get().get(poolId));
    places.get().set(key, place);
  }
  poolKeys.get().set(entry.id, entry.key);
  return place;
}

/** A rate of zero tries is never what happens: reads that were throttled or broke are tried this often in all. */
const readTries = 4;

/** Reads may be repeated: they change nothing. */
export async function readPaced<T>(
  pace: Pace,
  category: QuotaCategory,
  paceClass: PaceClass,
  run: () => Promise<T>,
): Promise<T> {
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

export function poolClient(entry: PoolEntry): PoolClient {
  const { sdk, pace } = placeOf(entry);
  const UserPoolId = entry.id;
  const read = <T>(category: QuotaCategory, paceClass: PaceClass, run: () => Promise<T>): Promise<T> =>
    readPaced(pace, category, paceClass, run);

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
          signInAttributes: pool?.UsernameAttributes ?? [],
          schema: (pool?.SchemaAttributes ?? []).flatMap(toSchema),
          mfa: ({ ON: "required", OPTIONAL: "optional" } as const)[pool?.MfaConfiguration as "ON"] ?? "off",
          authenticatorApp: pool?.MfaConfiguration === "ON" || pool?.MfaConfiguration === "OPTIONAL",
          plan: pool?.UserPoolTier ?? null,
          // The API reference names no default; a pool without the setting sends as COGNITO_DEFAULT does (assumed).
          sender: pool?.EmailConfiguration?.EmailSendingAccount === "DEVELOPER" ? "ses" : "cognito",
          signInEvents: ["AUDIT", "ENFORCED"].includes(pool?.UserPoolAddOns?.AdvancedSecurityMode ?? ""),
          devices: pool?.DeviceConfiguration !== undefined,
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

    profile: (sub, paceClass) =>
      read("UserList", paceClass, async () => {
        const Filter = filterText({ attribute: "sub", equals: sub });
        const { Users = [] } = await sdk.send(new ListUsersCommand({ UserPoolId, Filter }));
        const raw = Users.find((user) => attributesOf(user.Attributes).get("sub") === sub);
        return raw ? { user: toUser(raw), attributes: Object.fromEntries(attributesOf(raw.Attributes)) } : null;
      }),

    async holders(attribute, value, paceClass) {
      const { users } = await this.list({ attribute, equals: value }, null, paceClass);
      return users;
    },

    groups: (Username, paceClass) =>
      read(Username === null ? "UserPoolResourceRead" : "UserResourceRead", paceClass, async () => {
        const names: string[] = [];
        let NextToken: string | undefined;
        do {
          const page =
            Username === null
              ? await sdk.send(new ListGroupsCommand({ UserPoolId, Limit: 60, NextToken }))
              : await sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username, Limit: 60, NextToken }));
          names.push(...(page.Groups ?? []).flatMap(({ GroupName }) => (GroupName ? [GroupName] : [])));
          NextToken = page.NextToken;
        } while (NextToken);
        return names;
      }),

    async secondFactors(Username, paceClass) {
      const user = await read("UserRead", paceClass, () => sdk.send(new AdminGetUserCommand({ UserPoolId, Username })));
      const devices = await attempt(() =>
        read("UserResourceRead", paceClass, () =>
          sdk.send(new AdminListDevicesCommand({ UserPoolId, Username, Limit: 60 })),
        ),
      );
      return {
        factors: user.UserMFASettingList ?? [],
        preferred: user.PreferredMfaSetting ?? null,
        // A pool that does not remember devices refuses to list them (cognito.md section 9).
        devices: devices.ok
          ? (devices.value.Devices ?? []).map((device) => ({
              name: attributesOf(device.DeviceAttributes).get("device_name") ?? device.DeviceKey ?? "Device",
              lastAt: device.DeviceLastAuthenticatedDate?.getTime() ?? null,
            }))
          : null,
      };
    },

    async signInEvents(Username, paceClass) {
      const asked = await attempt(() =>
        read("UserResourceRead", paceClass, () =>
          sdk.send(new AdminListUserAuthEventsCommand({ UserPoolId, Username, MaxResults: 20 })),
        ),
      );
      if (!asked.ok) {
        if (asked.error.code === "not-in-plan") return null;
        throw new Fault(asked.error.code, { said: asked.error.said ?? undefined });
      }
      return (asked.value.AuthEvents ?? []).map((event) => ({
        id: event.EventId ?? "",
        at: event.CreationDate?.getTime() ?? 0,
        kind: event.EventType ?? "SignIn",
        passed: event.EventResponse !== "Fail",
        from: [event.EventContextData?.City, event.EventContextData?.Country].filter(Boolean).join(", ") || null,
        device: event.EventContextData?.DeviceName ?? null,
      }));
    },

    async create({ username, attributes, temporaryPassword, medium }, paceClass) {
      await pace.turn("UserCreation", paceClass);
      try {
        const { User: made } = await sdk.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username: username,
            UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
            ...(temporaryPassword !== null && { TemporaryPassword: temporaryPassword }),
            // The default medium is SMS, so the medium is always named (cognito.md 8.1).
            ...(medium === null ? { MessageAction: "SUPPRESS" as const } : { DesiredDeliveryMediums: [medium] }),
          }),
        );
        return toUser(made ?? {});
      } catch (error) {
        const fault = translate(error, "write");
        if (fault instanceof Fault && fault.code === "throttled") pace.throttled("UserCreation");
        throw fault;
      }
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
