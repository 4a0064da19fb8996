import "server-only";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { translate } from "#lib/cognito/fault.ts";
import type { Caller } from "#lib/health/reading.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

/** An address that is not AWS's own is the local Cognito, which answers for STS too. */
const stsEndpoint = (endpoint: string | null): string | null =>
  endpoint && !/\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname) ? endpoint : null;

/**
 * Whose the console's credentials are. No permission is needed for it (API reference of STS, GetCallerIdentity).
 * @throws Fault no-credentials, expired-credentials, invalid-credentials, unreachable
 */
export async function callerIdentity({ region, endpoint }: PoolEntry): Promise<Caller> {
  const local = stsEndpoint(endpoint);
  const sts = new STSClient({
    region,
    ...(local && { endpoint: local }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  try {
    const { Arn, Account } = await sts.send(new GetCallerIdentityCommand({}));
    return { arn: Arn ?? "", account: Account ?? "" };
  } catch (error) {
    throw translate(error, "read");
  } finally {
    sts.destroy();
  }
}
