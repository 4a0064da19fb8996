import "server-only";
import { SpanStatusCode } from "@opentelemetry/api";
import { headers } from "next/headers";
import type { Result } from "#lib/errors.ts";
import { log, staffName, withinRequest } from "#lib/log.ts";
import { requestIdHeader, requestIdOf } from "#lib/request-id.ts";
import { outcomeOf, spanned } from "#lib/trace.ts";

/** What is learnt of a request on its way through a door. */
export interface RequestSubject {
  name: string | null;
  pool: string | null;
  /** The sub of the member of staff. */
  staff: string | null;
}

/**
 * Runs what came through one of the two doors under the id of its request, in a span of its own; how it ended is in the log, for an
 * action always and for a query when it failed.
 */
export async function observed<T>(
  door: "action" | "query",
  work: (about: RequestSubject) => Promise<Result<T>>,
): Promise<Result<T>> {
  const about: RequestSubject = { name: null, pool: null, staff: null };
  const began = performance.now();
  const id = requestIdOf((await headers()).get(requestIdHeader));
  return withinRequest(id, () =>
    spanned(door, {}, async (span) => {
      let outcome = "done";
      let broken: unknown;
      try {
        const result = await work(about);
        if (!result.ok) outcome = result.error.code;
        return result;
      } catch (error) {
        outcome = outcomeOf(error);
        broken = error;
        throw error;
      } finally {
        const { name, pool, staff } = about;
        span.updateName([door, name].filter(Boolean).join(" "));
        span.setAttributes({ "lifeguard.outcome": outcome, ...(pool && { "lifeguard.pool": pool }) });
        if (broken !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        // Who is not signed in is sent to sign in, and nothing failed.
        if (door === "action" || !["done", "signed-out"].includes(outcome))
          log[broken === undefined ? "info" : "error"](door === "action" ? "An action ended" : "A query failed", {
            ...(name && { action: name }),
            pool,
            staff: staff && staffName(staff),
            outcome,
            took: Math.round(performance.now() - began),
            ...(broken !== undefined && { error: broken }),
          });
      }
    }),
  );
}
