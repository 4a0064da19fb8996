/** Runs once when the server starts, before the first request: a mistake in the configuration stops it here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { start } = await import("#lib/start.ts");
  await start();
}
