// @ts-check

/**
 * Where a program's output goes.
 *
 * @typedef {{ write: (text: string) => void }} Screen
 */

/**
 * Keeps what is written while somebody else has the screen, and shows it, and all that follows, once released.
 *
 * @param {(text: string) => void} show
 * @returns {Screen & { release: () => void }}
 */
export const holdScreen = (show) => {
  /** @type {string[]} */
  let held = [];
  let released = false;
  return {
    write: (text) => {
      if (released) show(text);
      else held.push(text);
    },
    release: () => {
      released = true;
      for (const text of held) show(text);
      held = [];
    },
  };
};
