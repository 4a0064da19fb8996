import "server-only";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { QuotaCategory } from "#lib/calls/quota.ts";
import { brokeOff, translate } from "#lib/cognito/fault.ts";
import { observe } from "#lib/cognito/observe.ts";
import { Pace, type PaceClass } from "#lib/cognito/pace.ts";
import { Fault } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";

/** An account and Region of Cognito, and the pace of all that is asked of it. */
export interface Place {
  sdk: CognitoIdentityProviderClient;
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
        // One attempt: the SDK would repeat calls that send messages (cognito.md 4.3).
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

/** Writes are sent once: a repeat could change a user twice, or send a second message (cognito.md 4.3). */
export async function writePaced<T>(
  pace: Pace,
  category: QuotaCategory,
  paceClass: PaceClass,
  run: () => Promise<T>,
): Promise<T> {
  await pace.turn(category, paceClass);
  try {
    return await run();
  } catch (error) {
    const fault = translate(error, "write");
    if (fault instanceof Fault && fault.code === "throttled") pace.throttled(category);
    throw fault;
  }
}
