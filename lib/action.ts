import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import type { AuditAction } from "#lib/audit/actions.ts";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { type Authority, authorityOn } from "#lib/authority/authority.ts";
import type { Requester } from "#lib/authority/requester.ts";
import { config, poolEntry } from "#lib/config.ts";
import { env } from "#lib/env.ts";
import { attempt, Fault, faults, type Result } from "#lib/errors.ts";
import { observed } from "#lib/request.ts";
import { atLeast, type Role } from "#lib/roles.ts";
import { currentStaff, type StaffContext } from "#lib/session.ts";

export interface ActionContext<Input> {
  input: Input;
  by: Requester;
  pool: string;
  now: number;
}

interface ActionSpec<Input, Output> {
  /** Its name in the audit, should it be refused. */
  event: AuditAction | ((input: Input) => AuditAction);
  input: z.ZodType<Input>;
  /** The least role on the pool. */
  role: Role;
  /** Only looks: then a failure is told and not recorded, while a refusal always is. */
  looks?: boolean;
  /** Which pool it is about. */
  pool: (input: Input) => string | Promise<string>;
  run: (context: ActionContext<Input>) => Promise<Output>;
}

/** A browser names where a POST comes from; Next lets one without an Origin through, so that is refused here too. */
async function sameOrigin(): Promise<void> {
  const origin = (await headers()).get("origin");
  if (origin !== env().APP_ORIGIN) throw new Fault("bad-origin");
}

/**
 * The only door for writes: origin → session → parse → grant → run. A refusal on the way and an attempt that failed are audit events,
 * and the answer is a value that a screen can show.
 */
export function action<Input, Output>(spec: ActionSpec<Input, Output>): (input: unknown) => Promise<Result<Output>> {
  return (raw) =>
    observed("action", (about) =>
      attempt(async () => {
        let staff: StaffContext | null = null;
        let pool: string | null = null;
        let name: AuditAction = typeof spec.event === "string" ? spec.event : "action";
        let authority: Authority | null = null;
        try {
          await sameOrigin();
          staff = await currentStaff();
          if (!staff) throw new Fault("signed-out");
          about.staff = staff.actor.sub;
          const parsed = spec.input.safeParse(raw);
          if (!parsed.success) throw new Fault("bad-input", { cause: parsed.error });
          const input = parsed.data;
          if (typeof spec.event !== "string") name = spec.event(input);
          about.name = name;
          pool = await spec.pool(input);
          // A made-up name may be anything.
          about.pool = poolEntry(pool)?.key ?? null;
          authority = authorityOn(staff.grants, pool, config().limits);
          if (!authority) throw new Fault("no-grant");
          if (!atLeast(authority.role, spec.role)) throw new Fault("not-allowed");
          const by: Requester = { actor: staff.actor, authority, session: staff.session };
          return await spec.run({ input, by, pool, now: Date.now() });
        } catch (error) {
          const refused = error instanceof Fault && faults[error.code].kind === "refusal";
          // A database that is away cannot be told that it is.
          const failed = error instanceof Fault && !refused && !spec.looks && error.code !== "database";
          if (refused || failed)
            await record(
              newEvent({
                at: Date.now(),
                kind: refused ? "refusal" : "outcome",
                action: name,
                actor: staff?.actor ?? null,
                session: staff?.session ?? null,
                role: authority?.role ?? null,
                // A made-up name would hide the event from everyone's audit page.
                poolKey: pool && poolEntry(pool) ? pool : null,
                outcome: refused ? "refused" : "failed",
                code: error.code,
                message: error.message,
              }),
            );
          throw error;
        }
      }),
    );
}
