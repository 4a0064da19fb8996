import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readModel, shapesText } from "./generate-shapes.mjs";
import { operations } from "./operations/operations.ts";

const present = readFileSync(fileURLToPath(new URL("wire/shapes.ts", import.meta.url)), "utf8");

/** The formatter moves white space, and puts commas where a list ends. */
const withoutLayout = (code: string) => code.replace(/\s+/g, "").replace(/,(?=[}\]])/g, "");

test("the shapes are what the model in the repository says; npm run emulator:shapes makes them anew", () =>
  expect(withoutLayout(present)).toBe(withoutLayout(shapesText())));

test("every operation of the emulator is one of the model", () => {
  const known = Object.keys(readModel().operations);
  expect(known.length).toBeGreaterThan(130);
  expect([...operations.keys()].filter((name) => !known.includes(name))).toEqual([]);
});
