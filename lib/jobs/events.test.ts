// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { GET } from "#app/api/jobs/[job]/events/route.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { appOrigin, testConsole } from "#lib/fixture.ts";
import type { Job, JobItem } from "#lib/job.ts";

const lifeguard = testConsole({
  pools: [
    {
      key: "customers",
      name: "Customers",
      id: "us-east-1_Customers",
      region: "us-east-1",
      endpoint: null,
      typedPasswords: false,
      reasons: [],
      test: true,
    },
  ],
  grants: [{ group: "admins", role: "admin", pools: "*" }],
  limits: defaultLimits,
});

const users = 1_300;
const actor = { sub: "s-1", name: "Ada", email: null };

/** A run whose users were all skipped, the first of them when it was made. */
async function finishedRun(): Promise<string> {
  const id = randomUUID();
  const event = newEvent({ at: 1_000, kind: "access", action: "start-job", jobId: id });
  const items = Array.from({ length: users }, (_, n) => ({
    sub: `sub-${n}`,
    username: `user-${n}`,
    label: `user-${n}`,
    state: n < users / 2 ? ("skipped" as const) : ("pending" as const),
    message: null,
  }));
  const job = {
    id,
    idempotencyKey: id,
    poolKey: "customers",
    operation: "disable" as const,
    options: {},
    actor,
    items,
  };
  await lifeguard.db.createJob(
    { ...job, session: "x", role: "admin", share: "bulk", createdAt: 1_000, reason: null, ticket: null },
    event,
  );
  await lifeguard.db.endJob(id, "cancelled", "Not sent.", null, 2_000);
  return id;
}

test("a reader who comes at the end of a run hears of every user once, also when there are more than go into one message", async () => {
  const cookie = await lifeguard.signIn({ sub: "s-1", name: "Ada", groups: ["admins"] });
  const job = await finishedRun();
  const text = await lifeguard.request({ cookie }, async () => {
    const request = new NextRequest(`${appOrigin}/api/jobs/${job}/events`);
    return (await GET(request, { params: Promise.resolve({ job }) })).text();
  });
  const told = [...text.matchAll(/^event: progress\ndata: (.*)$/gm)].map(
    ([, data = ""]) => JSON.parse(data) as { job: Job; items: JobItem[] },
  );
  expect(told.length).toBeGreaterThan(1);
  const heard = told.flatMap(({ items }) => items.map(({ n }) => n));
  expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: users }, (_, n) => n));
  expect(text.endsWith("event: end\ndata: {}\n\n")).toBe(true);
});
