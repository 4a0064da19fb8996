import type { Pool } from "../pool/pool.ts";
import type { Random } from "../service/random.ts";
import { type Credential, toCredential } from "../users/password.ts";
import { User, type UserStatus } from "../users/user.ts";

/** The passwords of every seeded user: a demo is there to be signed in to. */
export const demoPasswords = { permanent: "Lifeguard-Demo-2026", temporary: "Temporary-Demo-2026" };

/** One credential for all who share a password, so that a million users cost no million hashes. */
export const demoCredentials = (random: Random) => ({
  permanent: { ...toCredential(demoPasswords.permanent, random), shared: demoPasswords.permanent },
  temporary: { ...toCredential(demoPasswords.temporary, random), shared: demoPasswords.temporary },
});

/** What a status owes its user: a password, a time when it was temporary, dates in order. */
export type UserDraft = {
  username: string;
  status: UserStatus;
  ageMs: number;
  /** How long ago the last change was; for FORCE_CHANGE_PASSWORD when the temporary password was set. */
  changedMs: number;
  enabled: boolean;
  attributes: string[];
};

export const addSeededUser = (
  pool: Pool,
  random: Random,
  credentials: { permanent: Credential; temporary: Credential },
  draft: UserDraft,
  now: number,
) => {
  const user = new User({
    username: draft.username,
    sub: random.uuid(),
    status: draft.status,
    createdAt: Math.floor(now - draft.ageMs),
    attributes: draft.attributes,
  });
  user.modifiedAt = Math.floor(now - Math.min(draft.changedMs, draft.ageMs));
  user.enabled = draft.enabled;
  if (draft.status === "FORCE_CHANGE_PASSWORD") {
    user.credential = credentials.temporary;
    user.temporarySince = user.modifiedAt;
  } else if (draft.status !== "EXTERNAL_PROVIDER") user.credential = credentials.permanent;
  pool.users.add(user);
};
