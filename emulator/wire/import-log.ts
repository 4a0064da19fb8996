import type { Pool } from "../pool/pool.ts";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { ImportJob, ImportLogLine } from "../users/user-import.ts";

// What came of each line of a user import, where CloudWatch Logs would have it (guide, cognito-user-pools-using-import-tool).

const groupForm = /^\/aws\/cognito\/userpools\/([^/]+)\/(.+)$/;

// Texts: as users of CloudWatch Logs report them.
const noGroup = () => new Fault("ResourceNotFoundException", "The specified log group does not exist.");
const noStream = () => new Fault("ResourceNotFoundException", "The specified log stream does not exist.");

const requireGroup = ({ pools }: Service, name: string): Pool => {
  const [, poolId = "", poolName] = groupForm.exec(name) ?? [];
  const pool = pools.get(poolId);
  if (!pool || pool.settings.PoolName !== poolName) throw noGroup();
  return pool;
};

const streamOf = ({ id, name }: ImportJob) => `${id}/${name}`;

/** DescribeLogStreams: one a job that was started. */
export const listLogStreams = (service: Service, logGroupName: string) => {
  const jobs = [...requireGroup(service, logGroupName).importJobs.values()].filter(({ startedAt }) => startedAt);
  return {
    logStreams: jobs.map((job) => ({
      logStreamName: streamOf(job),
      creationTime: job.startedAt,
      firstEventTimestamp: job.log[0]?.at,
      lastEventTimestamp: job.log.at(-1)?.at,
    })),
  };
};

const words = { imported: "SUCCEEDED", skipped: "SKIPPED", failed: "FAILED" };

const toEvent = ({ at, line, count, reason }: ImportLogLine) => ({
  timestamp: at,
  ingestionTime: at,
  message: `[${words[count]}] Line Number ${line} - ${reason}`,
});

const eventsMax = 10_000;

export type LogEventsAsked = {
  logGroupName: string;
  logStreamName?: string;
  limit?: number;
  startFromHead?: boolean;
  nextToken?: string;
};

/** GetLogEvents: a page of a job's lines. At either end the token stays the same, as with the service. */
export const getLogEvents = (service: Service, asked: LogEventsAsked) => {
  const { logGroupName, logStreamName, limit = eventsMax, startFromHead = false, nextToken } = asked;
  const pool = requireGroup(service, logGroupName);
  const job = [...pool.importJobs.values()].find((one) => streamOf(one) === logStreamName);
  if (!job?.startedAt) throw noStream();
  const { log } = job;
  const size = Math.min(Math.max(limit, 1), eventsMax);
  const [, way, place] = /^([fb])\/(\d+)$/.exec(nextToken ?? "") ?? [];
  const from = startOf({ way, place: Number(place), size, length: log.length, startFromHead });
  const to = Math.min(way === "b" ? Number(place) : from + size, log.length);
  return {
    events: log.slice(from, to).map(toEvent),
    nextForwardToken: `f/${to}`,
    nextBackwardToken: `b/${from}`,
  };
};

type Start = { way: string | undefined; place: number; size: number; length: number; startFromHead: boolean };

const startOf = ({ way, place, size, length, startFromHead }: Start): number => {
  if (way === "f") return place;
  if (way === "b") return Math.max(place - size, 0);
  return startFromHead ? 0 : Math.max(length - size, 0);
};
