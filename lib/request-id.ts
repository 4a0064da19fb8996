/** The header that names a request, on its way in from a proxy and on its way out. */
export const requestIdHeader = "x-request-id";

const plausible = /^[\w-]{8,64}$/;

/** The id that a proxy in front gave the request, when it looks like one, or a new one. */
export const requestIdOf = (given: string | null): string =>
  given && plausible.test(given) ? given : crypto.randomUUID();
