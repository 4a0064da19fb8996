import { expect, test } from "vitest";
import type { AuditEvent } from "#lib/audit/event.ts";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { Fault } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";

const lifeguard = testConsole({ pools: [], grants: [], limits: defaultLimits });
const event = (what: string) => newEvent({ at: 1, kind: "access", action: "sign-in", detail: { what } });
const copied = () => lifeguard.copy().map((line) => JSON.parse(line) as AuditEvent);

test("what is recorded at once by many stands in the file once each, and whole", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => record(event(`one-${n}`), event(`two-${n}`))));
  const events = await lifeguard.events();
  expect(events).toHaveLength(40);
  expect(copied().toSorted((a, b) => a.seq - b.seq)).toEqual(events);
});

test("what the database did not take is not in the file, and whoever asked is told", async () => {
  const before = copied();
  const append = async () => {
    throw new Fault("database");
  };
  const recording = lifeguard.withStore({ append }, () => record(event("lost")));
  await expect(recording).rejects.toMatchObject({ code: "database" });
  expect(copied()).toEqual(before);
});

test("nothing to record writes nothing", async () => {
  const before = copied();
  await record();
  expect(copied()).toEqual(before);
});
