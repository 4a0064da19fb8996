"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { cancel, jobPool } from "#lib/jobs/steer.ts";

/** Ends a run: calls under way are finished, the rest is not sent. */
export const cancelJob = action({
  event: "cancel-job",
  input: z.strictObject({ job: z.uuid() }),
  role: "agent",
  pool: ({ job }) => jobPool(job),
  run: async ({ input, by, now }) => {
    await cancel(input.job, by, now);
    return {};
  },
});
