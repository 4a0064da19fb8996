import "server-only";
import {
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserPoolReplicasCommand,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { type Place, readPaced } from "#lib/cognito/place.ts";
import { toFactorChannels, toPoolSettings } from "#lib/cognito/reshape-pool.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { FactorChannel, PoolSettings } from "#lib/pools/pool.ts";

/**
 * The settings of a pool. DescribeUserPool does not say which second factors a pool offers, so a pool that has any is asked once more;
 * a console that may not ask that knows the rest all the same.
 */
export async function readSettings(place: Place, UserPoolId: string, paceClass: PaceClass): Promise<PoolSettings> {
  const { UserPool = {} } = await readPaced(place.pace, "UserPoolRead", paceClass, () =>
    place.sdk.send(new DescribeUserPoolCommand({ UserPoolId })),
  );
  const [channels, secondaryOf] = await Promise.all([
    hasSecondFactors(UserPool) ? readChannels(place, UserPoolId, paceClass) : [],
    readPrimary(place, UserPoolId, paceClass),
  ]);
  return toPoolSettings(UserPool, channels, secondaryOf);
}

/**
 * The Region of the primary, asked in that of a secondary. A pool that cannot be asked counts as the primary: a run there would meet
 * the refusal with its first call and stop.
 */
async function readPrimary({ sdk, pace }: Place, UserPoolId: string, paceClass: PaceClass): Promise<string | null> {
  const asked = await attempt(() =>
    readPaced(pace, "UserPoolRead", paceClass, () => sdk.send(new ListUserPoolReplicasCommand({ UserPoolId }))),
  );
  if (!asked.ok) return null;
  const replicas = asked.value.UserPoolReplicas ?? [];
  const region = await sdk.config.region();
  const here = replicas.find(({ RegionName }) => RegionName === region);
  return here?.Role === "SECONDARY"
    ? (replicas.find(({ Role }) => Role === "PRIMARY")?.RegionName ?? "the primary Region")
    : null;
}

const hasSecondFactors = ({ MfaConfiguration = "OFF" }: UserPoolType): boolean => MfaConfiguration !== "OFF";

async function readChannels(
  { sdk, pace }: Place,
  UserPoolId: string,
  paceClass: PaceClass,
): Promise<FactorChannel[] | null> {
  try {
    const mfa = await readPaced(pace, "UserPoolResourceRead", paceClass, () =>
      sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
    );
    return toFactorChannels(mfa);
  } catch (error) {
    if (error instanceof Fault && error.code === "no-permission") return null;
    throw error;
  }
}
