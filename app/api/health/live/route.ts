/** Answers as long as the process does, whatever else is wrong: starting it again would mend nothing else. */
export async function GET(): Promise<Response> {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
