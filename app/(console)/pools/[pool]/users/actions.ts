"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import { makePlan, startJob as start } from "#lib/jobs/start.ts";
import { jobPool, reveal } from "#lib/jobs/steer.ts";
import { operationIds } from "#lib/operations/catalog.ts";
import { optionsSchema } from "#lib/operations/options.ts";
import { longestPassword } from "#lib/operations/password.ts";
import { mostUsers } from "#lib/operations/plan.ts";
import { longestReason, longestTicket } from "#lib/operations/reason.ts";
import { addNote as add } from "#lib/users/add-note.ts";
import { createUser as create } from "#lib/users/create.ts";
import { longestNote } from "#lib/users/note.ts";
import { parseUserSearch } from "#lib/users/search.ts";
import { userWithin } from "#lib/users/within.ts";

const order = z.strictObject({
  pool: z.string().max(64),
  operation: z.enum(operationIds),
  options: optionsSchema,
  // Twice the most that any role may change: beyond it the refusal names the limit, far beyond it nothing is read.
  subs: z.array(z.string().min(1).max(64)).min(1).max(1000),
});

/** What the operation would do to these users, made on the server. Changes nothing. */
export const previewPlan = action({
  event: (input) => input.operation,
  input: order,
  role: "agent",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input, role }) => {
    const { plan, live, missing } = await makePlan(input, role);
    return { plan, live, missing: missing.length };
  },
});

/** Stores the run and sets it going; the same key never makes a second one. */
export const startJob = action({
  event: (input) => input.operation,
  input: order.extend({
    password: z
      .string()
      .max(longestPassword + 1)
      .nullable(),
    key: z.uuid(),
    reason: z.string().max(longestReason).nullish(),
    ticket: z.string().max(longestTicket).nullish(),
  }),
  role: "agent",
  pool: ({ pool }) => pool,
  run: async ({ input: { password, key, ...wanted }, staff, role, now }) => ({
    jobId: await start(wanted, { actor: staff.actor, role, session: staff.session }, password, key, now),
  }),
});

/** The users that a list's address stands for, as many as the role may change in one run. */
export const selectMatching = action({
  event: "select-matching",
  input: z.strictObject({ pool: z.string().max(64), query: z.string().max(4000) }),
  role: "agent",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input, role }) => {
    const search = parseUserSearch(Object.fromEntries(new URLSearchParams(input.query)));
    const { settings } = await readPool(input.pool);
    const within = userWithin(search, settings.temporaryPasswordDays, Date.now());
    return (await store()).matchSubs(input.pool, search, mostUsers[role], within);
  },
});

/** Keeps what a member of staff has to say about a user; the same key never keeps it twice. */
export const addNote = action({
  event: "add-note",
  input: z.strictObject({
    pool: z.string().max(64),
    sub: z.string().min(1).max(64),
    key: z.uuid(),
    text: z.string().max(longestNote),
  }),
  role: "agent",
  pool: ({ pool }) => pool,
  run: ({ input, staff, role, now }) => add(input, { actor: staff.actor, role, session: staff.session }, now),
});

/** Shows a password that a run has set, once, to whoever started the run. */
export const revealPassword = action({
  event: "reveal-password",
  input: z.strictObject({ job: z.uuid(), n: z.int().min(0) }),
  role: "agent",
  pool: ({ job }) => jobPool(job),
  run: ({ input, staff, role, now }) =>
    reveal(input.job, input.n, { actor: staff.actor, role, session: staff.session }, now),
});

/** Makes a user, and invites it by the way chosen; the same key never makes a second one. */
export const createUser = action({
  event: "create-user",
  input: z.strictObject({
    pool: z.string().max(64),
    username: z.string().max(128).nullable(),
    attributes: z.record(z.string().min(1).max(32), z.string().max(2048)),
    medium: z.enum(["EMAIL", "SMS"]).nullable(),
    key: z.uuid(),
  }),
  role: "admin",
  pool: ({ pool }) => pool,
  run: ({ input: { key, ...order }, staff, role, now }) =>
    create(order, { actor: staff.actor, role, session: staff.session }, key, now),
});
