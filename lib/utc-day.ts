export const dayMs = 86_400_000;

/** The UTC day of a moment in epoch milliseconds, as addresses name it: 2026-11-24. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Midnight at which a UTC day begins, in epoch milliseconds. */
export const midnight = (at: number): number => at - (at % dayMs);
