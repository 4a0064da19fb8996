import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { stsAnswer, stsError } from "../service/sts.ts";
import { isForeignPage } from "./cross-origin.ts";
import { internalErrorOf } from "./internal-error.ts";
import { sendReply } from "./reply.ts";
import { readBody } from "./request-body.ts";
import { senderOf } from "./request-sender.ts";

export const isStsCall = ({ method, headers }: IncomingMessage) =>
  method === "POST" && (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");

/** The Security Token Service, for clients whose endpoint for it is this address. */
export const answerStsCall = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  if (isForeignPage(request)) {
    sendReply(response, 403, "text/plain; charset=utf-8", "Pages of another origin may not ask here.\n");
    return;
  }
  const requestId = randomUUID();
  const headers = { "x-amzn-requestid": requestId };
  const given = new URLSearchParams(await readBody(request));
  const action = given.get("Action") ?? "";
  const sender = senderOf(request);
  const entry = service.open(action, Object.fromEntries(given), sender);
  try {
    const result = service.sts.answer(given, sender.accessKeyId ?? "anonymous", sender.securityToken);
    entry.outcome = "ok";
    sendReply(response, 200, "text/xml", stsAnswer(action, result, requestId), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalErrorOf(error);
    entry.outcome = fault.type;
    sendReply(response, fault.status, "text/xml", stsError(fault, requestId), headers);
  }
};
