import type { Way } from "#lib/operations/diagnose.ts";

/** A way that is to be gone with these users of one pool: the same value from the row that asks for it to the request that starts the run. */
export interface OperationOrder extends Way {
  /** Its key. */
  pool: string;
  subs: string[];
}
