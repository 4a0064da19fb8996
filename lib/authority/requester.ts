import type { Authority } from "#lib/authority/authority.ts";
import type { Actor } from "#lib/job.ts";
import type { Role } from "#lib/roles.ts";

/** Who asks for something: the person, what they may do on the pool it is about, and the session they ask in. */
export interface Requester {
  actor: Actor;
  authority: Authority;
  /** Short name of the session in the audit. */
  session: string;
}

/** The requester as events of the audit and jobs keep one: the role alone, since limits and reach change with the file. */
export const recordedRequester = ({
  actor,
  authority,
  session,
}: Requester): { actor: Actor; role: Role; session: string } => ({ actor, role: authority.role, session });
