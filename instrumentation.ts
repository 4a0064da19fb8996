/** Runs once when the server starts, before the first request: a mistake in the configuration stops it here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { start } = await import("#lib/start.ts");
  await start();
}

/** A page or route that broke, by the digest that the error page shows to the person. */
export async function onRequestError(
  error: unknown,
  request: { headers: Record<string, string | string[] | undefined> },
  { routePath }: { routePath: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ log, withinRequest }, { requestIdHeader, requestIdOf }] = await Promise.all([
    import("#lib/log.ts"),
    import("#lib/request-id.ts"),
  ]);
  const id = request.headers[requestIdHeader];
  withinRequest(requestIdOf(typeof id === "string" ? id : null), () =>
    log.error("A request broke", { route: routePath, error }),
  );
}
