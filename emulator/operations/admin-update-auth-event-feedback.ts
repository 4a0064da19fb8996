import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { resourceNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { liveEvents, requireWatched } from "../sign-in/auth-events.ts";
import { AdminUpdateAuthEventFeedbackRequest } from "../wire/shapes.ts";

export const adminUpdateAuthEventFeedback = operation({
  name: "AdminUpdateAuthEventFeedback",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminUpdateAuthEventFeedbackRequest,
  run({ UserPoolId, Username, EventId, FeedbackValue }, service) {
    const pool = requirePool(service, UserPoolId);
    requireWatched(pool);
    const event = liveEvents(service, requireUser(pool, Username)).find(({ id }) => id === EventId);
    // assumed: name and text.
    if (!event) throw resourceNotFound("Event does not exist.");
    event.feedback = { value: FeedbackValue, at: service.clock.now() };
    return {};
  },
});
