import { connect, createServer, type Server, type Socket } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewEvent } from "#lib/audit/event.ts";
import { inspectPostgres, openPostgres } from "#lib/db/postgres.ts";
import { createDatabase, startTestServer, type TestServer } from "#lib/db/test-server.ts";

// What only a server does: several instances, and connections that break.

let server: TestServer;
let database: Awaited<ReturnType<typeof createDatabase>>;

beforeAll(async () => {
  server = await startTestServer();
  database = await createDatabase(server);
});
afterAll(async () => {
  await database?.drop();
  await server?.stop();
});

const event = {
  id: "one",
  at: 1,
  kind: "access",
  actor: null,
  target: null,
  action: "sign-in",
  detail: {},
} as NewEvent;
const databaseFault = { name: "Fault", code: "database" };

/** Stands between the store and the server, and breaks what is between them. */
async function passage(url: string): Promise<{ url: string; cut(): void; close(): Promise<void> }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const between: Server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const address = between.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(address.port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async () => {
    const closed = new Promise<void>((resolve) => between.close(() => resolve()));
    cut();
    await closed;
  };
  return { url: through.href, cut, close };
}

test("four instances that start together on an empty database all start", async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgres({ databaseUrl: database.url })));
  const sealed = await Promise.all(stores.map((store, i) => store.append([{ ...event, id: `start-${i}` }])));
  expect(sealed.map(([each]) => each?.seq).sort()).toEqual([1, 2, 3, 4]);
  await Promise.all(stores.map((store) => store.close()));
});

test("a server that is not there is a fault", async () => {
  const nowhere = await passage(database.url);
  await nowhere.close();
  await expect(openPostgres({ databaseUrl: nowhere.url })).rejects.toMatchObject(databaseFault);
});

test("connections that break are faults, as often as they break, and the next call has a new one", async () => {
  const way = await passage(database.url);
  const store = await openPostgres({ databaseUrl: way.url });
  // more often than the pool has connections: none may be lost for good
  for (let i = 0; i < 15; i++) {
    const during = store.append([{ ...event, id: `cut-${i}` }]).catch((error) => error);
    way.cut();
    const outcome = await during;
    if (!Array.isArray(outcome)) expect(outcome).toMatchObject(databaseFault);
    await store.ping().catch((error) => expect(error).toMatchObject(databaseFault));
  }
  expect((await store.append([{ ...event, id: "after" }]))[0]?.id).toBe("after");
  await Promise.all(Array.from({ length: 12 }, () => store.ping()));
  await way.close();
  await expect(store.ping()).rejects.toMatchObject(databaseFault);
  await expect(store.append([{ ...event, id: "never" }])).rejects.toMatchObject(databaseFault);
  await store.close();
});

test("a transaction whose connection the server ends is a fault, and the process lives", async () => {
  const store = await openPostgres({ databaseUrl: database.url });
  const blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("select * from audit_head for update");
  const waiting = store.append([{ ...event, id: "blocked" }]).catch((error) => error);
  // not the blocker: a transaction sees the server's activity as it was at its first look
  const observer = new pg.Client({ connectionString: server.url });
  await observer.connect();
  const endWaiting = `select pg_terminate_backend(pid) from pg_stat_activity
    where wait_event_type = 'Lock' and datname = '${new URL(database.url).pathname.slice(1)}'`;
  await expect.poll(async () => (await observer.query(endWaiting)).rowCount).toBe(1);
  await observer.end();
  expect(await waiting).toMatchObject(databaseFault);
  await blocker.query("rollback");
  await blocker.end();
  expect(await store.append([{ ...event, id: "unblocked" }])).toHaveLength(1);
  await store.close();
});

test("a store that is closed answers with a fault", async () => {
  const store = await openPostgres({ databaseUrl: database.url });
  await store.close();
  await expect(store.ping()).rejects.toMatchObject(databaseFault);
});

test("a statement that is wrong stays a bug", async () => {
  const store = await openPostgres({ databaseUrl: database.url });
  const twice = store.append([event, event]);
  await expect(twice).rejects.not.toMatchObject(databaseFault);
  await expect(twice).rejects.toMatchObject({ cause: { code: "23505" } });
  await store.close();
});

test("a database with another encoding is refused in a sentence", async () => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const name = `${new URL(database.url).pathname.slice(1)}_latin`;
  await client.query(`create database ${name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await expect(openPostgres({ databaseUrl: url.href })).rejects.toThrow("encoding UTF8; this one has LATIN1");
  await client.query(`drop database ${name} with (force)`);
  await client.end();
});

test("the owner of the tables, superuser or not, may not change the audit", async () => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const name = `${new URL(database.url).pathname.slice(1)}_owner`;
  await client.query(`create role ${name} login password 'owner'`);
  await client.query(`create database ${name} owner ${name} template template0 encoding 'UTF8'`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  url.username = name;
  url.password = "owner";
  const store = await openPostgres({ databaseUrl: url.href });
  await store.append([event]);
  await store.close();
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  await expect(owner.query("update audit_events set action = 'x'")).rejects.toThrow("permission denied");
  await owner.end();
  await client.query(`drop database ${name} with (force)`);
  await client.query(`drop role ${name}`);
  await client.end();
});

test("a look at a database counts its migrations and makes none", async () => {
  const fresh = await createDatabase(server);
  expect(await inspectPostgres(fresh.url)).toEqual({ migrations: 0 });
  expect(await inspectPostgres(fresh.url)).toEqual({ migrations: 0 });
  await (await openPostgres({ databaseUrl: fresh.url })).close();
  expect((await inspectPostgres(fresh.url)).migrations).toBeGreaterThan(1);
  await fresh.drop();
});
