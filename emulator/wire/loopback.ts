const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]", "::1"]);

/** The messages hold passwords: a page of another name that resolves to this machine must not read them. */
export const isLoopback = (host: string | undefined) =>
  loopbackHosts.has((host ?? "").replace(/:\d+$/, "").toLowerCase());
