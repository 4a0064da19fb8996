import { seedDemo } from "../seed/seed.ts";
import { alphabets } from "./random.ts";
import type { Service } from "./service.ts";

/** As it was when it started: empty, or with the people it was given then, whose ages count from now. The clock is not touched. */
export const resetService = (service: Service) => {
  for (const part of [service.pools, service.clients, service.usedSessions]) part.clear();
  service.runningImport = undefined;
  service.undelivered = undefined;
  for (const part of [service.inbox, service.dailyMail, service.quotas, service.attempts]) part.clear();
  for (const part of [service.assumptions, service.journal, service.sts]) part.clear();
  service.faults.remove();
  service.random.reseed(service.seed);
  // The seal was the first thing that chance made, and it stays: what comes next is what came next then.
  service.random.text(alphabets.base64url, 32);
  if (service.seeded) seedDemo(service, service.seeded);
};
