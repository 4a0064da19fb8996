import type { CallDefinition, Member } from "#lib/calls/definition.ts";
import type { FactorChannel } from "#lib/pools/pool.ts";

interface SetUserMfaPreference {
  name: "AdminSetUserMFAPreference";
  /** The channels that are turned off. What was set up for them stays (cognito.md section 9). */
  off: readonly FactorChannel[];
}

const off = { Enabled: false, PreferredMfa: false };

/** The member that turns a channel off; there is no preference for passkeys (API reference, WebAuthnMfaSettingsType). */
const channelMembers: Record<FactorChannel, readonly [member: string, settings: Member]> = {
  sms: ["SMSMfaSettings", off],
  authenticator: ["SoftwareTokenMfaSettings", off],
  email: ["EmailMfaSettings", off],
  passkey: ["WebAuthnMfaSettings", { Enabled: false }],
};

const channelText: Record<FactorChannel, string> = {
  sms: "SMS",
  authenticator: "authenticator app",
  email: "e-mail",
  passkey: "passkey",
};
const channelsText = ({ off }: SetUserMfaPreference): string => off.map((channel) => channelText[channel]).join(", ");

export const setUserMfaPreference: CallDefinition<SetUserMfaPreference> = {
  name: "AdminSetUserMFAPreference",
  quota: "UserResourceUpdate",
  sends: "nothing",
  billable: true,
  members: ({ off }) => Object.fromEntries(off.map((channel) => channelMembers[channel])),
  effect: () => ({}),
  detail: (call) => ({ factors: channelsText(call) }),
  // A person looks: the row in hand does not hold what it changes.
  proves: () => false,
  step: (call) => `Turn off as second factors: ${channelsText(call)}`,
  sample: { name: "AdminSetUserMFAPreference", off: ["sms"] },
};
