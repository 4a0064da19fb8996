import "server-only";
import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type CognitoCall, cognitoCalls } from "#lib/calls/call.ts";
import { sendCall } from "#lib/cognito/commands.ts";
import { type UserLists, userLists } from "#lib/cognito/list-users.ts";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { placeOf, writePaced } from "#lib/cognito/place.ts";
import { readSettings } from "#lib/cognito/read-settings.ts";
import { toUser } from "#lib/cognito/reshape-user.ts";
import { type UserReadings, userReadings } from "#lib/cognito/user-readings.ts";
import type { PoolEntry, PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

export interface NewUser {
  username: string;
  attributes: Record<string, string>;
  /** null lets Cognito make one. */
  temporaryPassword: string | null;
  medium: "EMAIL" | "SMS" | null;
}

/** A Cognito user pool in our words. Every method waits its turn in the quota and throws a Fault for what can be expected. */
export interface PoolClient extends UserLists, UserReadings {
  settings(paceClass: PaceClass): Promise<PoolSettings>;
  /** Makes a user and sends the invitation by `medium`, or nothing with null. Sent once, like every call that writes. */
  create(user: NewUser, paceClass: PaceClass): Promise<User>;
  /**
   * Sends one call, once. A throttled call or one that never left was not applied and may be sent again by the caller.
   * @param password needed by calls that set one only
   * @returns the AWS request id
   */
  send(call: CognitoCall, username: string, password: string | null, paceClass: PaceClass): Promise<string | null>;
}

/** The pool of this entry of `lifeguard.yaml`; nothing is asked of it yet. */
export function poolClient(entry: PoolEntry): PoolClient {
  const place = placeOf(entry);
  const { sdk, pace } = place;
  const UserPoolId = entry.id;

  return {
    ...userLists(place, UserPoolId),
    ...userReadings(place, UserPoolId),

    settings: (paceClass) => readSettings(place, UserPoolId, paceClass),

    create: ({ username, attributes, temporaryPassword, medium }, paceClass) =>
      writePaced(pace, "UserCreation", paceClass, async () => {
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
      }),

    send: (call, username, password, paceClass) =>
      writePaced(pace, cognitoCalls[call.name].quota, paceClass, () =>
        sendCall(sdk, { UserPoolId, Username: username }, call, password),
      ),
  };
}
