// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { previewPlan, startJob } from "#app/(console)/pools/[pool]/users/actions.ts";
import { testEmulator } from "#emulator/fixture.ts";
import { Fault as CognitoFault } from "#emulator/service/fault.ts";
import { User as EmulatedUser } from "#emulator/users/user.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import type { Config } from "#lib/config.ts";
import { observedStore } from "#lib/db/observed-store.ts";
import { usersPage } from "#lib/directory/queries.ts";
import { firstSearch } from "#lib/directory/search.ts";
import { startSweeps, stopSweeps } from "#lib/directory/sweep.ts";
import { testConsole } from "#lib/fixture.ts";
import { jobPage } from "#lib/jobs/queries.ts";
import { metrics } from "#lib/metrics.ts";
import { exportTraces } from "#lib/otlp.ts";

// One run, a search and sweeps, watched by all that watches: the log, the metrics and a collector of traces.

const config: Config = { pools: [], grants: [{ group: "admins", role: "admin", pools: "*" }], limits: defaultLimits };
const emulator = testEmulator();
const lifeguard = testConsole(config);

interface Span {
  name: string;
  spanId: string;
  traceId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}
interface Received {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

const lines: string[] = [];
const received: string[] = [];
/** What belongs to users and staff, and must be found nowhere. */
const personal: string[] = [];
const users: EmulatedUser[] = [];
let collector: Server;
let stop: () => Promise<void>;
let staff = "";
let poolId = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  vi.stubEnv("LIFEGUARD_LOG", "json");
  for (const method of ["info", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
  collector = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    received.push(text);
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  stop = exportTraces(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`, "lifeguard-test");

  poolId = await emulator.createPool();
  config.pools = [
    {
      key: "customers",
      name: "Customers",
      id: poolId,
      region: "us-east-1",
      endpoint: emulator.url,
      typedPasswords: false,
      reasons: [],
      test: true,
    },
  ];
  for (let n = 0; n < 4; n++) users.push(makeUser(n));
  const person = { sub: "staff-sub-4711", name: "Ada Lovelace", email: "ada@lifeguard.example" };
  personal.push(...Object.values(person));
  staff = await lifeguard.signIn({ ...person, groups: ["admins"] });
});

afterAll(async () => {
  stopSweeps();
  vi.restoreAllMocks();
  trace.disable();
  await new Promise<void>((resolve) => {
    collector.close(() => resolve());
    collector.closeAllConnections();
  });
});

function makeUser(n: number): EmulatedUser {
  const { service } = emulator;
  const username = `uma-user-${n}`;
  const contact = { email: `uma${n}@example.com`, phone_number: `+4930123456${n}`, name: `Uma Example ${n}` };
  const attributes = [...Object.entries(contact).flat(), "email_verified", "true"];
  const createdAt = service.clock.now();
  const user = new EmulatedUser({ username, sub: service.random.uuid(), status: "CONFIRMED", createdAt, attributes });
  service.pools.get(poolId)?.users.add(user);
  personal.push(username, user.sub, ...Object.values(contact));
  return user;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 240_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It never came to that.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const asStaff = <T>(work: () => Promise<T>): Promise<T> => lifeguard.request({ cookie: staff }, work);

/** As the dialog does: plans, starts, and the page of the run follows to the end. */
async function run(): Promise<void> {
  const order = { pool: "customers", operation: "disable", options: {}, subs: users.map(({ sub }) => sub) };
  expect(await asStaff(() => previewPlan(order))).toMatchObject({ ok: true });
  const started = await asStaff(() => startJob({ ...order, password: null, key: randomUUID() }));
  if (!started.ok) throw new Error(started.error.message);
  await until(async () => {
    const page = await asStaff(() => jobPage(started.value.jobId, 0, 100));
    return page.ok && page.value.job.state !== "running";
  });
}

/** Everything that goes wrong repeats what it was given, as Cognito and the database do. */
async function failures(): Promise<void> {
  const { service } = emulator;
  const answer = service.call.bind(service);
  vi.spyOn(service, "call").mockImplementation((name, body, how) => {
    if (name === "AdminDisableUser" && (body as { Username: string }).Username === users[0]?.username)
      throw new CognitoFault("NotAuthorizedException", `No ${users[0]?.username}.`);
    return answer(name, body, how);
  });
  const search = { ...firstSearch, text: users[0]?.username ?? "" };
  const broken = async () => {
    throw new Error(`Failed query: select; params: ${personal.join()}`);
  };
  await lifeguard.withStore(observedStore({ ...lifeguard.db, searchUsers: broken }), async () => {
    await expect(asStaff(() => usersPage("customers", search))).rejects.toThrow("Failed query");
  });
}

test("a run, a search that breaks and a sweep are seen, and no user and no member of staff in them", async () => {
  await lifeguard.withStore(observedStore(lifeguard.db), async () => {
    startSweeps();
    await until(async () => (await lifeguard.db.readSweep("customers")).fullAt !== null);
    stopSweeps();
  });
  await failures();
  await lifeguard.withStore(observedStore(lifeguard.db), async () => {
    await run();
    const refused = await asStaff(() => startJob({ pool: users[0]?.username, password: "uma0@example.com" }));
    expect(refused).toMatchObject({ ok: false, error: { code: "bad-input" } });
  });
  await stop();

  const scraped = await metrics().register.metrics();
  expect(scraped).toContain(
    'lifeguard_cognito_calls_total{operation="AdminDisableUser",pool="customers",outcome="done"} 3',
  );
  expect(scraped).toContain(
    'lifeguard_cognito_calls_total{operation="AdminDisableUser",pool="customers",outcome="refused-by-cognito"} 1',
  );
  expect(scraped).toContain('lifeguard_items_total{outcome="done"} 3');
  expect(scraped).toContain('lifeguard_items_total{outcome="failed"} 1');
  expect(scraped).toContain('lifeguard_runs_total{state="finished"} 1');
  expect(scraped).toMatch(/lifeguard_cognito_queue_seconds_count\{category="UserUpdate",class="\w+"\} 4/);
  expect(scraped).toContain('lifeguard_sweep_seconds{pool="customers"}');

  const spans = received.flatMap((text) =>
    (JSON.parse(text) as Received).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
  );
  const named = (name: string) => spans.filter((span) => span.name === name);
  expect(named("cognito AdminDisableUser")).toHaveLength(4);
  expect(named("action disable").length).toBeGreaterThan(0);
  const [call] = named("cognito AdminDisableUser");
  expect(named("run").map(({ traceId }) => traceId)).toContain(call?.traceId);
  expect(call?.attributes).toContainEqual({ key: "lifeguard.pool", value: { stringValue: "customers" } });
  const [reading] = named("database readJob").filter(({ parentSpanId }) => parentSpanId);
  expect(spans.map(({ spanId }) => spanId)).toContain(reading?.parentSpanId);
  expect(named("query").length).toBeGreaterThan(0);

  const said = lines.map((line) => JSON.parse(line));
  expect(said.filter(({ says }) => says === "An action ended").length).toBeGreaterThan(1);
  const failed = said.find(({ says }) => says === "A query failed");
  expect(failed).toMatchObject({ level: "error", outcome: "bug", pool: "customers", error: { name: "Error" } });
  expect(failed.request).toMatch(/^[0-9a-f-]{36}$/);
  expect(failed.staff).toMatch(/^[0-9a-f]{12}$/);

  const places = { log: lines.join("\n"), metrics: scraped, traces: received.join("\n") };
  const found = Object.entries(places).flatMap(([place, text]) =>
    personal.filter((word) => text.includes(word)).map((word) => [place, word]),
  );
  expect(found).toEqual([]);
  // The search finds what is there.
  for (const text of Object.values(places)) expect(text).toContain("customers");
});

test("of Next's own spans only kind, route and status leave, and no address", async () => {
  const before = received.length;
  trace.disable();
  const again = exportTraces(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`, "lifeguard-test");
  const span = trace.getTracer("next.js").startSpan("GET /pools/customers/users?q=uma0@example.com", {
    attributes: {
      "next.span_type": "BaseServer.handleRequest",
      "http.method": "GET",
      "http.route": "/pools/[pool]/users",
      "http.target": "/pools/customers/users?q=uma0@example.com",
    },
  });
  span.recordException(new Error("no uma0@example.com"));
  span.end();
  await again();
  const text = received.slice(before).join("");
  expect(text).toContain('"name":"BaseServer.handleRequest GET /pools/[pool]/users"');
  expect(text).not.toContain("uma0");
});
