import { type CognitoCall, cognitoCalls, effectOf } from "#lib/calls/call.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** How a message reaches its user. What cannot be told beforehand is unknown, and counts as e-mail wherever e-mails are counted. */
export type MessageChannel = "email" | "sms" | "unknown";

/** Words of the audit, by which the e-mails of a day are counted. */
export const channelWords: Readonly<Record<MessageChannel, string>> = {
  email: "e-mail",
  sms: "SMS",
  unknown: "e-mail or SMS",
};

/** What counts as an e-mail, in the words of the audit. */
export const mailWords: readonly string[] = [channelWords.email, channelWords.unknown];

const contactChannels = { verified_email: "email", verified_phone_number: "sms" } as const;

/** Whether a second factor may go through this channel, which then carries no recovery code (cognito.md 8.2). */
const mayBeFactor = (channel: "email" | "sms", { mfa, factorChannels }: PoolSettings): boolean =>
  mfa !== "off" && (factorChannels === null || factorChannels.includes(channel));

/** The first verified contact of the recovery order; unknown where that may be the channel of a second factor and another follows. */
function codeChannel(user: User, settings: PoolSettings): MessageChannel {
  const usable = settings.recovery.flatMap((option) => {
    if (option === "admin_only") return [];
    const verified =
      option === "verified_email"
        ? user.email !== null && user.emailVerified
        : user.phone !== null && user.phoneVerified;
    return verified ? [contactChannels[option]] : [];
  });
  const [first, second] = usable;
  if (!first) return "unknown";
  return second && mayBeFactor(first, settings) ? "unknown" : first;
}

/**
 * How the message of a call goes: an invitation by the medium asked for, a code by recovery order and verification. Null when it sends none.
 * @param user as of just before the call
 */
export function channelOf(call: CognitoCall, user: User, settings: PoolSettings): MessageChannel | null {
  if (call.name === "AdminCreateUser") return call.medium === "SMS" ? "sms" : "email";
  return cognitoCalls[call.name].sends === "nothing" ? null : codeChannel(user, settings);
}

/** The channels of all messages of calls that follow one another, each seeing what the calls before it made of the user. */
export function channelsOf(calls: readonly CognitoCall[], user: User, settings: PoolSettings): MessageChannel[] {
  let then = user;
  return calls.flatMap((call) => {
    const channel = channelOf(call, then, settings);
    then = { ...then, ...effectOf(call) };
    return channel ?? [];
  });
}

/** How many of them count as e-mails. */
export const mailAmong = (channels: readonly MessageChannel[]): number =>
  channels.filter((channel) => channel !== "sms").length;
