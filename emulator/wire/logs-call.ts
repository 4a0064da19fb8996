import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { continueImport } from "../users/user-import.ts";
import { isForeignPage } from "./cross-origin.ts";
import { getLogEvents, type LogEventsAsked, listLogStreams } from "./import-log.ts";
import { internalErrorOf } from "./internal-error.ts";
import { sendReply } from "./reply.ts";
import { parseJsonBody, readBody } from "./request-body.ts";
import { senderOf } from "./request-sender.ts";

const targetPrefix = "Logs_20140328.";

export const isLogsCall = ({ method, headers }: IncomingMessage) =>
  method === "POST" && String(headers["x-amz-target"] ?? "").startsWith(targetPrefix);

/** CloudWatch Logs, as far as it has what user imports write: GetLogEvents and DescribeLogStreams. */
export const answerLogsCall = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const type = "application/x-amz-json-1.1";
  const headers = { "x-amzn-requestid": randomUUID() };
  try {
    if (isForeignPage(request)) throw new Fault("Forbidden", "Pages of another origin may not ask here.", 403);
    const body = parseJsonBody(await readBody(request));
    const name = String(request.headers["x-amz-target"]).slice(targetPrefix.length);
    sendReply(response, 200, type, JSON.stringify(answer(service, request, name, body)), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalErrorOf(error);
    const answered = JSON.stringify({ __type: fault.type, message: fault.message });
    sendReply(response, fault.status, type, answered, headers);
  }
};

const answer = (service: Service, request: IncomingMessage, name: string, body: unknown): object => {
  const sender = senderOf(request);
  const entry = service.open(name, body, sender);
  if (!sender.signed) throw new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
  if (service.runningImport) service.keep("ContinueImport", {}, () => continueImport(service));
  const asked = requireAsked(body);
  const found = name === "GetLogEvents" ? getLogEvents(service, asked) : undefined;
  const output = name === "DescribeLogStreams" ? listLogStreams(service, asked.logGroupName) : found;
  // assumed: the text.
  if (!output) throw new Fault("UnknownOperationException", `Unknown operation: ${name}`);
  entry.outcome = "ok";
  return output;
};

const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

// assumed: the text.
const requireAsked = (body: unknown): LogEventsAsked => {
  const { logGroupName, logStreamName, limit, startFromHead, nextToken } = (body ?? {}) as Record<string, unknown>;
  const isRight =
    typeof logGroupName === "string" &&
    isText(logStreamName) &&
    isText(nextToken) &&
    (limit === undefined || Number.isSafeInteger(limit)) &&
    (startFromHead === undefined || typeof startFromHead === "boolean");
  if (!isRight) throw new Fault("InvalidParameterException", "The request is not one for a log stream.");
  return body as LogEventsAsked;
};
