"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
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
  run: ({ input, staff, role, now }) =>
    check(
      input.pool,
      requiredActions(grantedRole(input.pool)),
      { actor: staff.actor, role, session: staff.session },
      now,
    ),
});
