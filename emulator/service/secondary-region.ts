import type { Pool } from "../pool/pool.ts";
import { operationNotEnabled } from "./fault.ts";
import type { Operation } from "./operation.ts";
import type { Service } from "./service.ts";

// Replica by replica (API reference, UserPoolReplicaType and UpdateUserPoolReplica).
const ownSettings = new Set(["UpdateUserPoolReplica", "TagResource", "UntagResource"]);
const signIns = new Set(["AdminInitiateAuth", "AdminRespondToAuthChallenge"]);

const isRead = (name: string) => /^(Admin)?(Get|List|Describe)/.test(name);

/**
 * A secondary Region reads and signs in, and neither creates nor changes anybody (cognito.md 7.10). Which Region is asked follows
 * from the signature, so unsigned operations always ask the primary one. assumed: the text, and which operations are open there.
 */
export const requirePrimary = (
  service: Service,
  pool: Pool | undefined,
  { name }: Operation,
  region: string | undefined,
) => {
  const replica = pool?.replica;
  if (!replica || region !== replica.region || region === service.region) return;
  const isOpen = isRead(name) || ownSettings.has(name) || (signIns.has(name) && replica.active);
  if (!isOpen) throw operationNotEnabled(`${name} is not enabled in the secondary region ${region}.`);
};
