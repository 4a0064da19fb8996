import { expect, test } from "vitest";
import { holdScreen } from "./screen.mjs";

test("what is written while the screen is another's is shown in order, once, when it is free", () => {
  const shown: string[] = [];
  const screen = holdScreen((text) => shown.push(text));
  screen.write("a");
  screen.write("b");
  expect(shown).toEqual([]);
  screen.release();
  screen.write("c");
  screen.release();
  expect(shown).toEqual(["a", "b", "c"]);
});
