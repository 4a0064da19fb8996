"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { readSignInEvents as readEvents, readSecondFactors as readFactors } from "#lib/user-page/on-demand.ts";

const oneUser = z.strictObject({ pool: z.string().max(64), sub: z.string().min(1).max(64) });

/** Second factors and devices. Makes the user billable this month, and is an event of its own. */
export const readSecondFactors = action({
  event: "read-factors",
  input: oneUser,
  role: "agent",
  pool: ({ pool }) => pool,
  run: ({ input, by, now }) => readFactors(input.pool, input.sub, by, now),
});

/** The user's latest sign-in events, where the pool's plan keeps them. */
export const readSignInEvents = action({
  event: "read-events",
  input: oneUser,
  role: "viewer",
  looks: true,
  pool: ({ pool }) => pool,
  run: ({ input }) => readEvents(input.pool, input.sub),
});

/** Names of all the pool's groups. */
export const readGroups = action({
  event: "read-groups",
  input: z.strictObject({ pool: z.string().max(64) }),
  role: "viewer",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input }) => poolClient(await readPool(input.pool)).groups(null, "interactive"),
});
