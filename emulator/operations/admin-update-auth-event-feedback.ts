import { liveEvents, requireWatched } from "../auth-events.ts";
import { resourceNotFound } from "../fault.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminUpdateAuthEventFeedbackRequest } from "../shapes.ts";

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
