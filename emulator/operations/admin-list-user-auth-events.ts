import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { describeEvent, liveEvents, requireWatched } from "../sign-in/auth-events.ts";
import { AdminListUserAuthEventsRequest } from "../wire/shapes.ts";

/** assumed: the newest event comes first. */
export const adminListUserAuthEvents = operation({
  name: "AdminListUserAuthEvents",
  signed: true,
  category: "UserResourceRead",
  access: "read",
  input: AdminListUserAuthEventsRequest,
  run({ UserPoolId, Username, MaxResults, NextToken }, service) {
    const pool = requirePool(service, UserPoolId);
    requireWatched(pool);
    const user = requireUser(pool, Username);
    const events = liveEvents(service, user).toReversed();
    const page = { Limit: MaxResults, NextToken };
    const { items, ...next } = pageOf(service, "authEvents", events, { UserPoolId, sub: user.sub }, page);
    return { AuthEvents: items.map(describeEvent), ...next };
  },
});
