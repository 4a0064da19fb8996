import type { NextRequest } from "next/server";
import { store } from "#lib/db/connection.ts";
import type { JobItem } from "#lib/job.ts";
import { follow } from "#lib/jobs/progress.ts";
import { jobPage } from "#lib/jobs/queries.ts";
import { log } from "#lib/log.ts";
import { stopping } from "#lib/start.ts";

/** Without news the store is asked again, for a run that another process works, and the line is kept alive. */
const pollMs = 5_000;
/** Items per message, so that none grows with the run; those that changed in one transaction stay together. */
const most = 500;

/**
 * Follows a run: `progress` events with the run and the items that changed since the last, then `end`. A reader who comes back gets
 * everything again, which changes nothing.
 */
export async function GET(request: NextRequest, context: RouteContext<"/api/jobs/[job]/events">): Promise<Response> {
  const { job: id } = await context.params;
  const first = await jobPage(id, 0, 0);
  if (!first.ok) return Response.json(first.error, { status: first.error.code === "signed-out" ? 401 : 404 });

  const text = new TextEncoder();
  let close = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let since = 0;
      let sending = false;
      let again = false;
      let closed = false;
      const write = (chunk: string): void => {
        if (!closed) controller.enqueue(text.encode(chunk));
      };
      close = () => {
        if (closed) return;
        closed = true;
        unfollow();
        clearInterval(timer);
        stopping().removeEventListener("abort", close);
        controller.close();
      };
      const tell = async (): Promise<void> => {
        if (sending) {
          again = true;
          return;
        }
        sending = true;
        try {
          do {
            again = false;
            // The session is asked again each time: a revoked one hears no more.
            const seen = await jobPage(id, 0, 0);
            if (!seen.ok) return close();
            let items: JobItem[];
            do {
              items = await (await store()).itemsSince(id, since, most);
              since = items.reduce((latest, item) => Math.max(latest, item.changedAt ?? 0), since);
              write(`event: progress\ndata: ${JSON.stringify({ job: seen.value.job, items })}\n\n`);
            } while (items.length >= most && !closed);
            if (seen.value.job.state !== "running") {
              write("event: end\ndata: {}\n\n");
              return close();
            }
          } while (again && !closed);
        } catch (error) {
          log.error("The events of a run broke off", { run: id, error });
          close();
        } finally {
          sending = false;
        }
      };
      const unfollow = follow(id, () => void tell());
      const timer = setInterval(() => void tell(), pollMs);
      request.signal.addEventListener("abort", close);
      stopping().addEventListener("abort", close);
      void tell();
    },
    cancel: () => close(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
