import type { RevealPassword } from "#components/jobs/item-result.tsx";
import type { Result } from "#lib/errors.ts";
import type { CreatedUser, NewUserOrder } from "#lib/new-user/new-user.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import type { Plan } from "#lib/operations/plan.ts";
import type { SecondFactors, SignInEvent } from "#lib/users/profile.ts";

/** What the list of users and the page of one ask of the server. */
export interface UserActions {
  /** Asked to look, it reads the second factors of the one user first, which is billable and recorded. */
  previewPlan(
    order: OperationOrder & { look?: boolean },
  ): Promise<Result<{ plan: Plan; live: boolean; missing: number }>>;
  /** The same key never makes a second run. */
  startJob(
    input: OperationOrder & { password: string | null; key: string; reason?: string; ticket?: string },
  ): Promise<Result<{ jobId: string }>>;
  selectMatching(input: { pool: string; query: string }): Promise<Result<{ subs: string[]; total: number }>>;
  revealPassword: RevealPassword;
  /** Makes the user billable, and is recorded. */
  readSecondFactors(input: { pool: string; sub: string }): Promise<Result<SecondFactors>>;
  /** null where the pool's plan keeps none. */
  readSignInEvents(input: { pool: string; sub: string }): Promise<Result<SignInEvent[] | null>>;
  /** Names of all the pool's groups. */
  readGroups(input: { pool: string }): Promise<Result<string[]>>;
  /** The same key never keeps a note twice. */
  addNote(input: { pool: string; sub: string; key: string; text: string }): Promise<Result<void>>;
  /** The same key never makes a second user. */
  createUser(input: NewUserOrder & { key: string }): Promise<Result<CreatedUser>>;
}
