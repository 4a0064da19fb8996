import type { NextRequest } from "next/server";
import { env } from "#lib/env.ts";
import { attempt } from "#lib/errors.ts";
import { listSweeps } from "#lib/health.ts";
import { bearsToken, measureSweeps, metrics } from "#lib/metrics.ts";

/** What Prometheus scrapes; there is no such address unless a token is set. */
export async function GET(request: NextRequest): Promise<Response> {
  const token = env().LIFEGUARD_METRICS_TOKEN;
  if (!token) return new Response("Not found\n", { status: 404 });
  if (!bearsToken(request.headers.get("authorization"), token))
    return new Response("A bearer token is needed.\n", { status: 401, headers: { "www-authenticate": "Bearer" } });
  const sweeps = await attempt(listSweeps);
  // A database that does not answer shows in the other figures; its last word on the sweeps would be stale.
  measureSweeps(sweeps.ok ? sweeps.value : [], Date.now());
  const { register } = metrics();
  return new Response(await register.metrics(), {
    headers: { "content-type": register.contentType, "cache-control": "no-store" },
  });
}
