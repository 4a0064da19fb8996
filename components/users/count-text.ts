import { countCap } from "#lib/db/store.ts";

/** Counting stops at the cap, and the text says so. */
export const countText = (count: number): string =>
  count >= countCap ? `${countCap.toLocaleString("en")}+` : count.toLocaleString("en");
