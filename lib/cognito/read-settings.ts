import "server-only";
import {
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { type Place, readPaced } from "#lib/cognito/place.ts";
import { toFactorChannels, toPoolSettings } from "#lib/cognito/reshape-pool.ts";
import { Fault } from "#lib/errors.ts";
import type { FactorChannel, PoolSettings } from "#lib/pools/pool.ts";

/**
 * The settings of a pool. DescribeUserPool does not say which second factors a pool offers, so a pool that has any is asked once more;
 * a console that may not ask that knows the rest all the same.
 */
export async function readSettings(place: Place, UserPoolId: string, paceClass: PaceClass): Promise<PoolSettings> {
  const { UserPool = {} } = await readPaced(place.pace, "UserPoolRead", paceClass, () =>
    place.sdk.send(new DescribeUserPoolCommand({ UserPoolId })),
  );
  return toPoolSettings(UserPool, hasSecondFactors(UserPool) ? await readChannels(place, UserPoolId, paceClass) : []);
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
