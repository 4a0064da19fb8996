import { readiness } from "#lib/health.ts";
import { log } from "#lib/log.ts";
import { stopping } from "#lib/start.ts";

/** 200 once the console can read and write its own data, and until it stops; else 503 with the reason. It needs no session. */
export async function GET(): Promise<Response> {
  const found = await readiness(stopping().aborted);
  if (found.status !== "ok") log.warn("Not ready", { reason: found.reasons.join(" ") });
  return Response.json(found, {
    status: found.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
