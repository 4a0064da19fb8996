import "server-only";
import type { Store } from "#lib/db/store.ts";
import { metrics } from "#lib/metrics.ts";
import { outcomeOf, spanned } from "#lib/trace.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

/** Times and traces one method, which is one transaction. */
const timed =
  (name: string, method: Method): Method =>
  (...args) =>
    spanned(`database ${name}`, {}, async () => {
      const stop = metrics().databaseSeconds.startTimer({ transaction: name });
      try {
        const result = await method(...args);
        stop({ outcome: "done" });
        return result;
      } catch (error) {
        stop({ outcome: outcomeOf(error) });
        throw error;
      }
    });

/** The same store, whose transactions are timed and traced, and whose runs and items are counted. */
export function observedStore(store: Store): Store {
  const methods = Object.entries(store).map(([name, method]) => [name, timed(name, method as Method)]);
  const observed = Object.fromEntries(methods) as Store;
  return {
    ...observed,
    createJob: async (job, event) => {
      const made = await observed.createJob(job, event);
      if (made.created) metrics().runs.inc({ state: "started" });
      return made;
    },
    closeItems: async (jobId, results, events, now) => {
      const sealed = await observed.closeItems(jobId, results, events, now);
      for (const { state } of results) metrics().items.inc({ outcome: state });
      return sealed;
    },
    endJob: async (jobId, state, because, event, now) => {
      const sealed = await observed.endJob(jobId, state, because, event, now);
      metrics().runs.inc({ state });
      return sealed;
    },
  };
}
