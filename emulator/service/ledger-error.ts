/** The folder cannot be used, in one sentence for whoever named it. */
export class LedgerError extends Error {}
