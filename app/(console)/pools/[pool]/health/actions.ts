"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { poolEntry } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import { checkPermissions as check } from "#lib/health/check-permissions.ts";
import { grantedRole } from "#lib/health/read.ts";
import { requiredActions } from "#lib/health/required-actions.ts";

/** Tries on nobody every action that the pool's grants need. Changes nothing. */
export const checkPermissions = action({
  event: "check-permissions",
  input: z.strictObject({ pool: z.string().max(64) }),
  role: "agent",
  looks: true,
  pool: ({ pool }) => pool,
  run: async ({ input, by, now }) => {
    const entry = poolEntry(input.pool);
    if (!entry) throw new Fault("unknown-pool");
    const actions = requiredActions(grantedRole(input.pool), entry);
    return check(entry, actions, by, now);
  },
});
