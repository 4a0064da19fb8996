import "server-only";
import type { AdminGetUserResponse, AttributeType, UserType } from "@aws-sdk/client-cognito-identity-provider";
import type { KnownFactors } from "#lib/operations/knowledge.ts";
import { isTrue } from "#lib/pools/attribute-schema.ts";
import type { FactorChannel } from "#lib/pools/pool.ts";
import { fullName, type User } from "#lib/users/user.ts";

export const attributesOf = (list: AttributeType[] | undefined): Map<string, string> =>
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
    emailVerified: isTrue(attributes.get("email_verified")),
    phone: attributes.get("phone_number") || null,
    phoneVerified: isTrue(attributes.get("phone_number_verified")),
    name: fullName(Object.fromEntries(attributes)),
    preferredUsername: attributes.get("preferred_username") || null,
    providers: providersOf(attributes.get("identities")),
    createdAt: created,
    modifiedAt: raw.UserLastModifiedDate?.getTime() ?? created,
  };
}

/** Second factors by the API's names for them (API reference, UserMFASettingList). */
const channelOfSetting: Record<string, FactorChannel> = {
  SMS_MFA: "sms",
  SOFTWARE_TOKEN_MFA: "authenticator",
  EMAIL_OTP: "email",
};
const toChannels = (settings: readonly string[]): FactorChannel[] =>
  settings.flatMap((setting) => channelOfSetting[setting] ?? []);

/** What AdminGetUser says of second factors; both members are absent for a user without (cognito.md 1.1). */
export const toKnownFactors = ({ PreferredMfaSetting, UserMFASettingList }: AdminGetUserResponse): KnownFactors => ({
  preferred: toChannels(PreferredMfaSetting ? [PreferredMfaSetting] : [])[0] ?? null,
  enabled: toChannels(UserMFASettingList ?? []),
});
