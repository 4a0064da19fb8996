import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { requireSessionTracking } from "../pool/session-configuration.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import type { SignIn } from "../users/user.ts";
import { AdminListUserSessionsRequest } from "../wire/shapes.ts";

// One page of up to 125 (cognito.md 9); a next one only beyond that (assumed).
const pageSize = 125;

export const adminListUserSessions = operation({
  name: "AdminListUserSessions",
  signed: true,
  category: "UserResourceRead",
  access: "read",
  input: AdminListUserSessionsRequest,
  run({ UserPoolId, Username, NextToken }, service) {
    const pool = requirePool(service, UserPoolId);
    requireSessionTracking(pool);
    const user = requireUser(pool, Username);
    const live = (user.signIns ?? []).filter(({ expiresAt }) => expiresAt > service.clock.now()).toReversed();
    const page = { Limit: pageSize, NextToken };
    const { items, ...next } = pageOf(service, "sessions", live, { UserPoolId, sub: user.sub }, page);
    return { Sessions: items.map(describeSession), ...next };
  },
});

/** assumed: newest first, and nothing known of device and place. */
const describeSession = ({ sessionId, clientId, startedAt, lastActiveAt }: SignIn) => ({
  SessionId: sessionId,
  SessionType: "TOKEN",
  ClientId: clientId,
  CreateDate: startedAt / 1_000,
  LastActiveDate: lastActiveAt / 1_000,
  DeviceType: "unknown",
  IsCurrentSession: false,
});
