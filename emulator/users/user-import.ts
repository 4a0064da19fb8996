import type { Pool } from "../pool/pool.ts";
import { dayMs, minuteMs, secondMs } from "../service/clock.ts";
import { Fault, preconditionNotMet, resourceNotFound, userImportInProgress } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { type ImportResult, type ImportRows, importRow, parseImport } from "./import-file.ts";

type End = { status: "Stopped" | "Failed" | "Succeeded"; at: number; message: string };

/** A CSV import of users; where it stands follows from the service's clock. */
export type ImportJob = {
  readonly id: string;
  readonly name: string;
  readonly roleArn: string;
  readonly url: string;
  readonly createdAt: number;
  startedAt: number | undefined;
  /** What was uploaded, until the job ends (guide, cognito-user-pools-using-import-tool). */
  csv: string | undefined;
  rows: ImportRows | undefined;
  /** How many rows are done. */
  done: number;
  imported: number;
  skipped: number;
  failed: number;
  /** What came of each line, oldest first. */
  log: ImportLogLine[];
  end: End | undefined;
};

export type ImportLogLine = { at: number; line: number; count: ImportResult["count"]; reason: string };

// The guide, cognito-user-pools-using-import-tool, says 15 minutes, and 24-48 hours until a job expires.
const urlMs = 15 * minuteMs;
const unstartedMs = dayMs;
// assumed: both.
const pendingMs = secondMs;
const rowsPerSecond = 1_000;

export const openImportJob = (
  service: Service,
  pool: Pool,
  id: string,
  { JobName, CloudWatchLogsRoleArn }: { JobName: string; CloudWatchLogsRoleArn: string },
): ImportJob => {
  const createdAt = service.clock.now();
  const ticket = { poolId: pool.id, jobId: id, expiresAt: createdAt + urlMs };
  const query = new URLSearchParams({
    "X-Amz-Expires": String(urlMs / secondMs),
    "X-Amz-Signature": service.seal.close("import", ticket),
  });
  return {
    id,
    name: JobName,
    roleArn: CloudWatchLogsRoleArn,
    url: `${service.origin}${uploadPath}${id}?${query}`,
    createdAt,
    startedAt: undefined,
    csv: undefined,
    rows: undefined,
    done: 0,
    imported: 0,
    skipped: 0,
    failed: 0,
    log: [],
    end: undefined,
  };
};

/** The part of the pre-signed URL by which the server knows an upload. */
export const uploadPath = "/_import/";

type Ticket = { poolId: string; jobId: string; expiresAt: number };

/** The upload to the pre-signed URL, refused in the words of S3 (assumed). */
export const receiveCsv = (service: Service, url: URL, csv: string) => {
  const ticket = service.seal.open<Ticket>("import", url.searchParams.get("X-Amz-Signature") ?? "");
  const job = service.pools.get(ticket?.poolId ?? "")?.importJobs.get(ticket?.jobId ?? "");
  if (!ticket || !job || url.pathname !== uploadPath + job.id) {
    throw new Fault("SignatureDoesNotMatch", "The request signature we calculated does not match.", 403);
  }
  if (ticket.expiresAt <= service.clock.now()) throw new Fault("AccessDenied", "Request has expired", 403);
  // assumed: once the job is started, an upload changes nothing.
  if (job.startedAt === undefined) job.csv = csv;
};

const isRunning = ({ startedAt, end }: ImportJob) => startedAt !== undefined && end === undefined;

export const importStatusOf = (job: ImportJob, now: number): string => {
  if (job.end) return job.end.status;
  if (job.startedAt === undefined) return now - job.createdAt > unstartedMs ? "Expired" : "Created";
  return now - job.startedAt < pendingMs ? "Pending" : "InProgress";
};

export const startImportJob = (service: Service, pool: Pool, job: ImportJob) => {
  const now = service.clock.now();
  const status = importStatusOf(job, now);
  // assumed: the texts, but for the one about the file.
  if (status !== "Created") throw preconditionNotMet(`User import job ${job.id} cannot be started. It is ${status}.`);
  if (!pool.settings.AutoVerifiedAttributes?.length) {
    throw preconditionNotMet("The user pool has no auto verified attributes.");
  }
  // Text: amplify-js#6416, observed.
  if (job.csv === undefined) throw preconditionNotMet(`No csv file was uploaded for ${job.id}`);
  // One at a time per account (cognito.md 4.4).
  if (service.runningImport) throw preconditionNotMet("Another user import job is in progress.");
  job.startedAt = now;
  job.rows = parseImport(pool, job.csv);
  service.runningImport = { pool, job };
};

export const stopImportJob = (service: Service, job: ImportJob) => {
  const now = service.clock.now();
  if (!isRunning(job)) {
    // assumed: the text.
    throw preconditionNotMet(`User import job ${job.id} cannot be stopped. It is ${importStatusOf(job, now)}.`);
  }
  // Text: guide, cognito-user-pools-using-import-tool.
  endJob(service, job, { status: "Stopped", at: now, message: "The Import Job was stopped by the developer." });
};

/** Brings the running job to where it stands by now. Every call begins with this, so that all see the same users. */
export const continueImport = (service: Service) => {
  if (!service.runningImport) return;
  const { pool, job } = service.runningImport;
  const begunAt = (job.startedAt ?? 0) + pendingMs;
  const now = service.clock.now();
  if (now < begunAt || !job.rows) return;
  const { problem, lines } = job.rows;
  if (problem) {
    endJob(service, job, { status: "Failed", at: begunAt, message: problem });
    return;
  }
  const due = Math.min(lines.length, Math.floor(((now - begunAt) / secondMs) * rowsPerSecond));
  for (const line of lines.slice(job.done, due)) {
    const { count, reason } = importRow(service, pool, job.rows, line);
    const at = begunAt + Math.ceil((job.done / rowsPerSecond) * secondMs);
    job.log.push({ at, line: line.number, count, reason });
    job[count]++;
    job.done++;
  }
  if (job.done === lines.length) finishJob(service, job, begunAt + Math.ceil((job.done / rowsPerSecond) * secondMs));
};

const finishJob = (service: Service, job: ImportJob, at: number) => {
  // assumed: how many are too many, and the second text, which public code quotes; the first is the guide's.
  const tooMany = (job.failed + job.skipped) * 3 > job.done * 2;
  const message = tooMany
    ? "Too many users have failed or been skipped during the import."
    : "Import Job Completed Successfully.";
  endJob(service, job, { status: tooMany ? "Failed" : "Succeeded", at, message });
};

const endJob = (service: Service, job: ImportJob, end: End) => {
  job.end = end;
  job.csv = undefined;
  job.rows = undefined;
  service.runningImport = undefined;
};

// assumed: the text.
export const requireImportJob = (pool: Pool, id: string): ImportJob => {
  const job = pool.importJobs.get(id);
  if (!job) throw resourceNotFound(`User import job ${id} does not exist.`);
  return job;
};

/** A pool cannot be changed while users are imported into it (API reference, UserImportInProgressException). assumed: the text. */
export const requireNoImport = (pool: Pool) => {
  if ([...pool.importJobs.values()].some(isRunning)) {
    throw userImportInProgress("A user import job is in progress for this user pool.");
  }
};

export const describeImportJob = (service: Service, pool: Pool, job: ImportJob) => ({
  JobName: job.name,
  JobId: job.id,
  UserPoolId: pool.id,
  PreSignedUrl: job.url,
  CreationDate: job.createdAt / 1_000,
  ...(job.startedAt === undefined ? {} : { StartDate: job.startedAt / 1_000 }),
  ...(job.end ? { CompletionDate: job.end.at / 1_000, CompletionMessage: job.end.message } : {}),
  Status: importStatusOf(job, service.clock.now()),
  CloudWatchLogsRoleArn: job.roleArn,
  ImportedUsers: job.imported,
  SkippedUsers: job.skipped,
  FailedUsers: job.failed,
});
