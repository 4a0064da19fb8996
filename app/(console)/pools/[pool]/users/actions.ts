"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { usersPerRunRange } from "#lib/authority/authority.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import { listContext } from "#lib/directory/list-context.ts";
import { parseUserQuery, userQuestion } from "#lib/directory/search.ts";
import { makePlan, startJob as start } from "#lib/jobs/start.ts";
import { jobPool, reveal } from "#lib/jobs/steer.ts";
import { createUser as create } from "#lib/new-user/create.ts";
import { operationIds } from "#lib/operations/catalog.ts";
import { optionsSchema } from "#lib/operations/options.ts";
import { longestPassword } from "#lib/operations/password.ts";
import { longestReason, longestTicket } from "#lib/operations/reason.ts";
import { addNote as add } from "#lib/user-page/add-note.ts";
import { longestNote } from "#lib/users/note.ts";

const orderSchema = z.strictObject({
  pool: z.string().max(64),
  operation: z.enum(operationIds),
  options: optionsSchema,
  // Twice the most that can be configured: beyond the requester's limit the refusal names it, far beyond it nothing is read. So many
  // subs stay below the megabyte that next.config.js lets an action's body have.
  subs: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(2 * usersPerRunRange.most),
});

/** What the operation would do to these users, made on the server. Changes nothing; asked to look, it makes the one user billable. */
export const previewPlan = action({
  event: (input) => input.operation,
  input: orderSchema.extend({ look: z.boolean().optional() }),
  role: "agent",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input: { look, ...wanted }, by }) => {
    const { plan, live, missing } = await makePlan(wanted, by, null, look ? by : null);
    return { plan, live, missing: missing.length };
  },
});

/** Stores the run and sets it going; the same key never makes a second one. */
export const startJob = action({
  event: (input) => input.operation,
  input: orderSchema.extend({
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
  run: async ({ input: { password, key, ...wanted }, by, now }) => ({
    jobId: await start(wanted, by, password, key, now),
  }),
});

/** The users that a list's address stands for, as many as the requester may change in one run; refused where it stands for nobody. */
export const selectMatching = action({
  event: "select-matching",
  input: z.strictObject({ pool: z.string().max(64), query: z.string().max(8000) }),
  role: "agent",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input, by }) => {
    const question = userQuestion(parseUserQuery(input.query), listContext(await readPool(input.pool), Date.now()));
    return (await store()).matchSubs(input.pool, question, by.authority.limits.usersPerRun);
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
  run: ({ input, by, now }) => add(input, by, now),
});

/** Shows a password that a run has set, once, to whoever started the run. */
export const revealPassword = action({
  event: "reveal-password",
  input: z.strictObject({ job: z.uuid(), n: z.int().min(0) }),
  role: "agent",
  pool: ({ job }) => jobPool(job),
  run: ({ input, by, now }) => reveal(input.job, input.n, by, now),
});

/** Makes a user, and invites it by the way chosen; the same key never makes a second one. */
export const createUser = action({
  event: "create-user",
  input: z.strictObject({
    pool: z.string().max(64),
    username: z.string().max(128).nullable(),
    attributes: z.record(z.string().min(1).max(32), z.string().max(2048)),
    medium: z.enum(["EMAIL", "SMS"]).nullable(),
    besideProvider: z.boolean().optional(),
    key: z.uuid(),
  }),
  role: "admin",
  pool: ({ pool }) => pool,
  run: ({ input: { key, ...order }, by, now }) => create(order, by, key, now),
});
