import { store } from "#lib/db/connection.ts";

/** 200 once the console can read and write its own data. It says nothing about pools, so it needs no session. */
export async function GET(): Promise<Response> {
  try {
    await (await store()).ping();
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    console.error("Not healthy:", error);
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
