import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { answerControl } from "./control.ts";
import { isForeignPage } from "./cross-origin.ts";
import { isLoopback } from "./loopback.ts";
import { sendReply } from "./reply.ts";
import { parseJsonBody, readBody } from "./request-body.ts";

export const isControlCall = ({ url }: IncomingMessage) => url?.startsWith("/_control/") ?? false;

export const answerControlCall = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const type = "application/json; charset=utf-8";
  try {
    // As the inbox is: a page of another name that resolves to this machine must not steer it.
    if (!isLoopback(request.headers.host)) throw new Fault("Forbidden", "Use a loopback name, such as 127.0.0.1.", 403);
    if (isForeignPage(request)) throw new Fault("Forbidden", "Pages of another origin may not ask here.", 403);
    const url = new URL(request.url ?? "/", "http://localhost");
    const body = request.method === "POST" ? parseJsonBody(await readBody(request)) : undefined;
    // A page in a browser may send a form or plain text anywhere, but JSON only where it is let.
    if (body !== undefined && !request.headers["content-type"]?.startsWith("application/json")) {
      throw new Fault("UnsupportedMediaType", "Send JSON, with content-type application/json.", 415);
    }
    sendReply(response, 200, type, JSON.stringify(answerControl(service, request.method ?? "", url, body)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    sendReply(response, error.status, type, JSON.stringify({ problem: error.message }));
  }
};
