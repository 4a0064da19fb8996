import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../service/fault.ts";
import type { JournalEntry } from "../service/journal.ts";
import type { Service } from "../service/service.ts";
import { openToPages } from "./cross-origin.ts";
import { internalErrorOf } from "./internal-error.ts";
import { isCutAfter, isCutBefore } from "./lost-reply.ts";
import { sendReply } from "./reply.ts";
import { parseJsonBody, readBody } from "./request-body.ts";
import { senderOf } from "./request-sender.ts";
import { requireScope } from "./signature.ts";

const targetPrefix = "AWSCognitoIdentityProviderService.";
const jsonType = "application/x-amz-json-1.1";

/** One call of the API, as AWS JSON 1.1 (cognito.md 1.1). `region`: the only one that signatures may name, if there is one. */
export const answerApiCall = async (
  service: Service,
  region: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const headers: Record<string, string> = { "x-amzn-requestid": randomUUID() };
  let entry: JournalEntry | undefined;
  try {
    const body = parseJsonBody(await readBody(request));
    const target = String(request.headers["x-amz-target"] ?? "");
    const name = target.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : "";
    if (!service.operations.get(name)?.signed) Object.assign(headers, openToPages);
    requireProtocol(service, request, name, region);
    const sender = senderOf(request);
    entry = service.open(name, body, sender);
    if (await isCutBefore(service, entry, response)) return;
    const output = service.call(name, body, sender, entry);
    if (isCutAfter(service, entry, response)) return;
    sendReply(response, 200, jsonType, output === undefined ? "" : JSON.stringify(output), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalErrorOf(error);
    if (entry && isCutAfter(service, entry, response)) return;
    const answered = JSON.stringify({ __type: fault.type, message: fault.message });
    sendReply(response, fault.status, jsonType, answered, { ...headers, ...errorHeaders(fault) });
  }
};

// The name ends in a colon (cognito.md 7.10). assumed: of a text that does not fit into a header, what fits.
const errorHeaders = ({ type, message }: Fault) => ({
  "x-amzn-errortype": `${type}:`,
  "x-amzn-errormessage": message.replace(/[^\x20-\x7e]+/g, " ").slice(0, 1_024),
});

const replicaRegions = ({ pools }: Service) => [...pools.values()].flatMap(({ replica }) => replica?.region ?? []);

/** What is wrong before the operation is even looked at. */
const requireProtocol = (service: Service, { headers }: IncomingMessage, name: string, region: string | undefined) => {
  const { operations } = service;
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== jsonType) {
    // assumed: name and text.
    throw new Fault("UnknownOperationException", "Content-Type must be application/x-amz-json-1.1");
  }
  if (operations.get(name)?.signed)
    requireScope(headers.authorization ?? "", region === undefined ? undefined : [region, ...replicaRegions(service)]);
};
