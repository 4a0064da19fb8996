import { sql } from "drizzle-orm";
import { jobItems, jobs } from "#lib/db/schema.ts";
import { type ItemState, itemStates, type Job } from "#lib/job.ts";

export const itemColumns = {
  n: jobItems.n,
  sub: jobItems.sub,
  username: jobItems.username,
  label: jobItems.label,
  state: jobItems.state,
  code: jobItems.code,
  message: jobItems.message,
  revealable: jobItems.revealable,
  changedAt: jobItems.changedAt,
};

/** Counted from the items each time, so that they are always right. The tables are named in full: drizzle would not. */
const counts = sql<Partial<Record<ItemState, number>>>`(
  select coalesce(jsonb_object_agg(each.state, each.items), '{}'::jsonb)
  from (select i.state, count(*) as items from job_items i where i.job_id = "jobs"."id" group by i.state) each)`;

export const jobColumns = {
  id: jobs.id,
  poolKey: jobs.poolKey,
  operation: jobs.operation,
  options: jobs.options,
  actorSub: jobs.actorSub,
  actorName: jobs.actorName,
  actorEmail: jobs.actorEmail,
  role: jobs.role,
  state: jobs.state,
  stoppedBecause: jobs.stoppedBecause,
  reason: jobs.reason,
  ticket: jobs.ticket,
  share: jobs.share,
  total: jobs.total,
  counts,
  createdAt: jobs.createdAt,
  finishedAt: jobs.finishedAt,
};

type JobRow = Pick<typeof jobs.$inferSelect, Exclude<keyof typeof jobColumns, "counts">> & {
  counts: Partial<Record<ItemState, number>>;
};

export const toJob = ({ actorSub, actorName, actorEmail, counts, ...job }: JobRow): Job => ({
  ...job,
  actor: { sub: actorSub, name: actorName, email: actorEmail },
  counts: Object.fromEntries(itemStates.map((state) => [state, counts[state] ?? 0])) as Job["counts"],
});
