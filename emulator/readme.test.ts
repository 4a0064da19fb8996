import { expect, test } from "vitest";
import { currentReadme, presentReadme } from "./generate-readme.ts";
import { faultKinds } from "./service/faults-on-demand.ts";

test("the README says what the code does; npm run emulator:readme brings it up to date", () =>
  expect(presentReadme()).toBe(currentReadme()));

test.each(faultKinds)("the README explains the fault %s", (kind) =>
  expect(presentReadme()).toContain(`| \`${kind}\` |`),
);
