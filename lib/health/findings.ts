import { type Finding, type FindingId, findingIds } from "#lib/health/finding.ts";
import { judgeCredentials, judgeEndpoint, judgePool, judgeRegion } from "#lib/health/judge-access.ts";
import { judgeClients } from "#lib/health/judge-clients.ts";
import { judgePermissions } from "#lib/health/judge-permissions.ts";
import {
  judgeMfa,
  judgePasswordPolicy,
  judgePlan,
  judgeRecovery,
  judgeSender,
  judgeTemporaryPassword,
  judgeUsers,
} from "#lib/health/judge-settings.ts";
import type { Judgement } from "#lib/health/judgement.ts";
import type { HealthReading } from "#lib/health/reading.ts";

const judges: Record<FindingId, (reading: HealthReading) => Judgement> = {
  credentials: judgeCredentials,
  region: judgeRegion,
  endpoint: judgeEndpoint,
  pool: judgePool,
  permissions: judgePermissions,
  sender: judgeSender,
  "password-policy": judgePasswordPolicy,
  "temporary-password": judgeTemporaryPassword,
  recovery: judgeRecovery,
  mfa: judgeMfa,
  plan: judgePlan,
  users: judgeUsers,
  "app-clients": judgeClients,
};

/** What is good, wrong or not known of a pool and of the console's way to it. Pure: everything was read before. */
export const findingsOf = (reading: HealthReading): Finding[] =>
  findingIds.map((id) => ({ id, ...judges[id](reading) }));
