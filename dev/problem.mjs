// @ts-check
import { UsageError } from "./args.mjs";

/**
 * The last thing a command does with a failure: a sentence for a mistake, the whole story for a bug.
 *
 * @param {unknown} error
 * @returns {never}
 */
export const exitWith = (error) => {
  console.error(error instanceof UsageError ? `\n${error.message}` : error);
  process.exit(1);
};
