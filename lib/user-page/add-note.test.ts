import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { openedStore } from "#lib/db/connection.ts";
import { openTestPglite } from "#lib/db/fixture.ts";
import { embeddedStore } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { type Env, environment } from "#lib/env.ts";
import { plainUser } from "#lib/operations/fixture.ts";
import { addNote } from "#lib/user-page/add-note.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-notes-"));
const by = {
  actor: { sub: "s-1", name: "Ada", email: null },
  authority: plainAuthority.agent,
  session: "0123456789ab",
};
const { sub } = plainUser;
let db: Store;

beforeAll(async () => {
  environment.set({ LIFEGUARD_DATA: folder } as Env);
  db = await embeddedStore(await openTestPglite(), "lib/db/migrations");
  openedStore.set(Promise.resolve(db));
  await db.putUsers("test", [plainUser], 1);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a note is kept, and the audit tells of it without its text", async () => {
  const written = { pool: "test", sub, key: "k-1", text: "  Called: no code came.\n" };
  await addNote(written, by, 1_000);
  await addNote(written, by, 2_000);
  const [note, ...others] = await db.notesOfUser("test", sub, 10);
  expect(note).toMatchObject({ id: "k-1", at: 1_000, author: by.actor, text: "Called: no code came." });
  expect(others).toEqual([]);
  const events = await db.eventsOfUser("test", sub, 10);
  expect(events).toMatchObject([
    { action: "add-note", kind: "access", role: "agent", target: { label: plainUser.email } },
  ]);
  const copy = readFileSync(path.join(folder, "audit.ndjson"), "utf8");
  expect(copy).toContain("add-note");
  expect(copy + JSON.stringify(events)).not.toContain("no code came");
});

test("a note that says nothing, or is about nobody, is not kept", async () => {
  const empty = addNote({ pool: "test", sub, key: "k-2", text: " \n " }, by, 1_000);
  await expect(empty).rejects.toMatchObject({ code: "bad-input" });
  const nobody = addNote({ pool: "elsewhere", sub, key: "k-3", text: "Hello" }, by, 1_000);
  await expect(nobody).rejects.toMatchObject({ code: "user-not-found" });
  expect(await db.notesOfUser("elsewhere", sub, 10)).toEqual([]);
  expect(await db.notesOfUser("test", sub, 10)).toHaveLength(1);
});
