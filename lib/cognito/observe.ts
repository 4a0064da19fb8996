import "server-only";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { translate } from "#lib/cognito/fault.ts";
import { metrics } from "#lib/metrics.ts";
import { outcomeOf, spanned } from "#lib/trace.ts";

/**
 * Counts, times and traces every call that a client sends, by its operation and pool.
 * @param keyOf a pool's key by its id
 */
export function observe(sdk: CognitoIdentityProviderClient, keyOf: (poolId: string) => string | undefined): void {
  sdk.middlewareStack.add(
    (next, context) => (args) => {
      const operation = context.commandName?.replace(/Command$/, "") ?? "unknown";
      const pool = keyOf((args.input as { UserPoolId?: string }).UserPoolId ?? "") ?? "";
      const count = (outcome: string) => metrics().calls.inc({ operation, pool, outcome });
      return spanned(`cognito ${operation}`, { "lifeguard.pool": pool }, async (span) => {
        const stop = metrics().callSeconds.startTimer({ operation });
        try {
          const answer = await next(args);
          count("done");
          span.setAttribute("lifeguard.outcome", "done");
          return answer;
        } catch (error) {
          const fault = translate(error, "read");
          count(outcomeOf(fault));
          span.setAttribute("lifeguard.outcome", outcomeOf(fault));
          throw error;
        } finally {
          stop();
        }
      });
    },
    { step: "initialize", name: "lifeguardObserve" },
  );
}
