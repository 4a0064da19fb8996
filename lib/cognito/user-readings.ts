import "server-only";
import {
  AdminGetUserAuthFactorsCommand,
  AdminGetUserCommand,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  AdminListUserAuthEventsCommand,
  type AuthEventType,
  type DeviceType,
  ListGroupsCommand,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { type Place, readPaced } from "#lib/cognito/place.ts";
import { attributesOf, toKnownFactors, toUser } from "#lib/cognito/reshape-user.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { KnownFactors } from "#lib/operations/knowledge.ts";
import type { SecondFactors, SignInEvent } from "#lib/users/profile.ts";
import type { User } from "#lib/users/user.ts";

/** What is read of one user beside the row. */
export interface UserReadings {
  /** Names of the user's groups, or of all the pool's, in Cognito's order. */
  groups(username: string | null, paceClass: PaceClass): Promise<string[]>;
  /**
   * What only AdminGetUser and AdminListDevices know, and AdminGetUserAuthFactors where a sign-in can begin with more than a password.
   * It makes the user billable (cognito.md 9.1).
   */
  secondFactors(username: string, alsoFirst: boolean, paceClass: PaceClass): Promise<SecondFactors>;
  /** The user's second factors, by AdminGetUser alone. It makes the user billable. */
  factors(username: string, paceClass: PaceClass): Promise<KnownFactors>;
  /** The latest sign-in events, newest first; null where the pool's plan keeps none. */
  signInEvents(username: string, paceClass: PaceClass): Promise<SignInEvent[] | null>;
  /** Strongly consistent, but makes the user billable: only to find out what became of a call whose answer was lost. */
  reread(username: string, paceClass: PaceClass): Promise<User | null>;
}

const toDevice = (device: DeviceType) => ({
  name: attributesOf(device.DeviceAttributes).get("device_name") ?? device.DeviceKey ?? "Device",
  lastAt: device.DeviceLastAuthenticatedDate?.getTime() ?? null,
});

const toSignInEvent = (event: AuthEventType): SignInEvent => ({
  id: event.EventId ?? "",
  at: event.CreationDate?.getTime() ?? 0,
  kind: event.EventType ?? "SignIn",
  passed: event.EventResponse !== "Fail",
  from: [event.EventContextData?.City, event.EventContextData?.Country].filter(Boolean).join(", ") || null,
  device: event.EventContextData?.DeviceName ?? null,
});

export function userReadings({ sdk, pace }: Place, UserPoolId: string): UserReadings {
  /** Null where the console's role may not ask, or the pool's plan has no choice. */
  async function readFirstFactors(Username: string, paceClass: PaceClass): Promise<string[] | null> {
    const asked = await attempt(() =>
      readPaced(pace, "UserRead", paceClass, () =>
        sdk.send(new AdminGetUserAuthFactorsCommand({ UserPoolId, Username })),
      ),
    );
    if (asked.ok) return asked.value.ConfiguredUserAuthFactors ?? [];
    if (asked.error.code === "no-permission" || asked.error.code === "not-in-plan") return null;
    throw new Fault(asked.error.code, { said: asked.error.said ?? undefined });
  }

  return {
    groups: (Username, paceClass) =>
      readPaced(pace, Username === null ? "UserPoolResourceRead" : "UserResourceRead", paceClass, async () => {
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

    async secondFactors(Username, alsoFirst, paceClass) {
      const user = await readPaced(pace, "UserRead", paceClass, () =>
        sdk.send(new AdminGetUserCommand({ UserPoolId, Username })),
      );
      const devices = await attempt(() =>
        readPaced(pace, "UserResourceRead", paceClass, () =>
          sdk.send(new AdminListDevicesCommand({ UserPoolId, Username, Limit: 60 })),
        ),
      );
      const signsInBy = alsoFirst ? await readFirstFactors(Username, paceClass) : null;
      return {
        signsInBy,
        factors: user.UserMFASettingList ?? [],
        preferred: user.PreferredMfaSetting ?? null,
        // A pool that does not remember devices refuses to list them (cognito.md section 9).
        devices: devices.ok ? (devices.value.Devices ?? []).map(toDevice) : null,
      };
    },

    factors: (Username, paceClass) =>
      readPaced(pace, "UserRead", paceClass, async () => {
        const user = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
        return toKnownFactors(user);
      }),

    async signInEvents(Username, paceClass) {
      const asked = await attempt(() =>
        readPaced(pace, "UserResourceRead", paceClass, () =>
          sdk.send(new AdminListUserAuthEventsCommand({ UserPoolId, Username, MaxResults: 20 })),
        ),
      );
      if (asked.ok) return (asked.value.AuthEvents ?? []).map(toSignInEvent);
      if (asked.error.code === "not-in-plan") return null;
      throw new Fault(asked.error.code, { said: asked.error.said ?? undefined });
    },

    async reread(Username, paceClass) {
      try {
        return await readPaced(pace, "UserRead", paceClass, async () => {
          const raw = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
          return toUser(raw as UserType, raw.UserAttributes);
        });
      } catch (error) {
        if (error instanceof Fault && error.code === "user-not-found") return null;
        throw error;
      }
    },
  };
}
