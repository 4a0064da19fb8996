import { expect, test } from "vitest";
import { recoveryLines } from "#components/operations/recovery-lines.ts";
import { plainUser, poolWith } from "#lib/operations/fixture.ts";
import { plan } from "#lib/operations/plan.ts";

const doubtful = poolWith({ recovery: ["verified_email"] });
const people = (count: number, status: string) =>
  Array.from({ length: count }, (_, index) => ({ ...plainUser, sub: `sub-${index}`, status }));

test("a reset says for how many it cannot know, and what looking would cost; asked to look, whom it looks at", () => {
  const [line] = recoveryLines(plan("reset-password", people(2, "CONFIRMED"), doubtful, {}));
  expect(line).toContain("For 2 users it is not known whether a code can be sent");
  expect(line).toContain("make each of them billable");
  const [looking] = recoveryLines(plan("reset-password", people(1, "CONFIRMED"), doubtful, { lookFirst: true }));
  expect(looking).toContain("1 user is looked at just before");
});

test("force confirm says whom it looks at, and that those it skips are billable by that alone", () => {
  const [line] = recoveryLines(plan("force-confirm", people(3, "FORCE_CHANGE_PASSWORD"), doubtful, {}));
  expect(line).toContain("3 users are looked at");
  expect(line).toContain("billable by that look alone");
});

test("nothing is said where nothing is in doubt", () => {
  const certain = poolWith({ mfa: "off", factorChannels: [] });
  expect(recoveryLines(plan("reset-password", people(2, "CONFIRMED"), certain, {}))).toEqual([]);
  expect(recoveryLines(plan("disable", people(2, "CONFIRMED"), doubtful, {}))).toEqual([]);
});
