import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Clock } from "./clock.ts";
import { answerControl } from "./control.ts";
import { Fault, serialization } from "./fault.ts";
import type { FaultRule } from "./faults-on-demand.ts";
import { inboxPage } from "./inbox-page.ts";
import type { JournalEntry, Sender } from "./journal.ts";
import { openLedger } from "./ledger.ts";
import { operations } from "./operations.ts";
import { createService, type Service } from "./service.ts";
import { requireScope } from "./signature.ts";
import { stsAnswer, stsError } from "./sts.ts";
import { wellKnown } from "./tokens.ts";
import { receiveCsv, uploadPath } from "./user-import.ts";

export type EmulatorOptions = {
  port: number;
  host?: string | undefined;
  quotas: boolean;
  quotaScale?: number | undefined;
  /** A folder in which the state is kept; without it, it ends with the process. */
  data?: string | undefined;
  clock?: Clock | undefined;
  region?: string | undefined;
  accountId?: string | undefined;
};

export type Emulator = { port: number; url: string; service: Service; close(): Promise<void> };

/** Listens, and answers with where. A port of 0 takes any free one. */
export const startEmulator = async ({
  port,
  host = "127.0.0.1",
  data,
  ...options
}: EmulatorOptions): Promise<Emulator> => {
  const service = createService(options);
  const server = createServer((request, response) => void answer(service, options.region, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        service.ledger?.close();
        resolve();
      });
      // Clients keep connections open; waiting for them would keep the process alive.
      server.closeAllConnections();
    });
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  service.origin = url;
  try {
    if (data !== undefined) service.ledger = openLedger(service, data);
  } catch (error) {
    await close();
    throw error;
  }
  return { port: bound, url, service, close };
};

const targetPrefix = "AWSCognitoIdentityProviderService.";
const bodyBytesMax = 1_048_576;
// cognito.md 4.4.
const csvBytesMax = 100 * 1_048_576;

const answer = async (
  service: Service,
  region: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  try {
    if (request.url?.startsWith("/_control/")) await answerControlCall(service, request, response);
    else if (request.method === "POST" && isForm(request)) await answerSts(service, request, response);
    else if (request.method === "POST") await answerCall(service, region, request, response);
    else if (request.method === "PUT" && request.url?.startsWith(uploadPath)) {
      await answerUpload(service, request, response);
    } else if (request.method === "GET" || request.method === "HEAD") answerPage(service, request, response);
    else
      send(response, 405, "text/plain; charset=utf-8", "Only GET and POST are answered here.\n", {
        allow: "GET, POST",
      });
  } catch (error) {
    // The client went away, or the page has a bug: either way nothing else may stop.
    console.error(error);
    if (response.headersSent) response.destroy();
    else send(response, 500, "text/plain; charset=utf-8", "Internal error.\n");
  }
};

/** One call of the API, as AWS JSON 1.1 (cognito.md 1.1). */
const answerCall = async (
  service: Service,
  region: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const headers = { "x-amzn-requestid": randomUUID() };
  const type = "application/x-amz-json-1.1";
  let entry: JournalEntry | undefined;
  try {
    const body = toJson(await readBody(request));
    const target = String(request.headers["x-amz-target"] ?? "");
    const name = target.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : "";
    requireProtocol(request, name, region);
    const sender = senderOf(request);
    entry = service.open(name, body, sender);
    if (await isCutBefore(service, entry, response)) return;
    const output = service.call(name, body, sender, entry);
    if (isCutAfter(service, entry, response)) return;
    send(response, 200, type, output === undefined ? "" : JSON.stringify(output), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalError(error);
    if (entry && isCutAfter(service, entry, response)) return;
    const answered = JSON.stringify({ __type: fault.type, message: fault.message });
    send(response, fault.status, type, answered, { ...headers, "x-amzn-errortype": fault.type });
  }
};

const senderOf = ({ headers }: IncomingMessage): Sender => {
  const authorization = headers.authorization ?? "";
  // `attempt=2; max=3`, as the SDKs count their tries (AWS SDKs reference guide, retry behavior).
  const [, attempt, max] = /attempt=(\d+)(?:; max=(\d+))?/.exec(String(headers["amz-sdk-request"] ?? "")) ?? [];
  return {
    signed: authorization.startsWith("AWS4-HMAC-SHA256 "),
    accessKeyId: /Credential=([^/,\s]{1,128})/.exec(authorization)?.[1],
    securityToken: headers["x-amz-security-token"]?.toString(),
    invocationId: headers["amz-sdk-invocation-id"]?.toString().slice(0, 64),
    attempt: attempt === undefined ? undefined : Number(attempt),
    attemptsMax: max === undefined ? undefined : Number(max),
  };
};

/** Faults on demand that are the line's, not the service's: nothing has been done yet, and nothing will be. */
const isCutBefore = async ({ faults }: Service, entry: JournalEntry, response: ServerResponse): Promise<boolean> => {
  const late = faults.meet("latency", entry);
  if (late) await setTimeout(late.milliseconds ?? 0);
  const reset = faults.meet("connectionReset", entry);
  const lost = reset ?? faults.meet("replyLostBefore", entry);
  if (lost) cut(response, reset ? "reset" : lost.by);
  return lost !== undefined;
};

/** Whatever was to be done is done, and nobody will hear of it. */
const isCutAfter = ({ faults }: Service, entry: JournalEntry, response: ServerResponse): boolean => {
  const lost = faults.meet("replyLostAfter", entry);
  if (lost) cut(response, lost.by);
  return lost !== undefined;
};

const cut = ({ socket }: ServerResponse, by: FaultRule["by"]) => {
  if (by === "reset") socket?.resetAndDestroy();
  // Silence is broken only by the client's patience, or when the server ends.
  else if (by !== "silence") socket?.destroy();
};

const isForm = ({ headers }: IncomingMessage) =>
  (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");

/** The Security Token Service, for clients whose endpoint for it is this address. */
const answerSts = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const requestId = randomUUID();
  const headers = { "x-amzn-requestid": requestId };
  const asked = new URLSearchParams(await readBody(request));
  const action = asked.get("Action") ?? "";
  const sender = senderOf(request);
  const entry = service.open(action, Object.fromEntries(asked), sender);
  try {
    const result = service.sts.answer(asked, sender.accessKeyId ?? "anonymous", sender.securityToken);
    entry.outcome = "ok";
    send(response, 200, "text/xml", stsAnswer(action, result, requestId), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalError(error);
    entry.outcome = fault.type;
    send(response, fault.status, "text/xml", stsError(fault, requestId), headers);
  }
};

const answerControlCall = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const type = "application/json; charset=utf-8";
  try {
    // As the inbox is: a page of another name that resolves to this machine must not steer it.
    if (!isLoopback(request.headers.host)) throw new Fault("Forbidden", "Use a loopback name, such as 127.0.0.1.", 403);
    const url = new URL(request.url ?? "/", "http://localhost");
    const body = request.method === "POST" ? toJson(await readBody(request)) : undefined;
    // A page in a browser may send a form or plain text anywhere, but JSON only where it is let.
    if (body !== undefined && !request.headers["content-type"]?.startsWith("application/json")) {
      throw new Fault("UnsupportedMediaType", "Send JSON, with content-type application/json.", 415);
    }
    send(response, 200, type, JSON.stringify(answerControl(service, request.method ?? "", url, body)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    send(response, error.status, type, JSON.stringify({ problem: error.message }));
  }
};

/** What is wrong before the operation is even looked at. */
const requireProtocol = ({ headers }: IncomingMessage, name: string, region: string | undefined) => {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/x-amz-json-1.1") {
    // assumed: name and text.
    throw new Fault("UnknownOperationException", "Content-Type must be application/x-amz-json-1.1");
  }
  if (operations.get(name)?.signed) requireScope(headers.authorization ?? "", region);
};

/** The file of a user import, put where S3 would take it; its errors are XML as well (assumed). */
const answerUpload = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  try {
    const csv = await readBody(request, csvBytesMax);
    const url = new URL(request.url ?? "/", service.origin);
    service.keep("PutCsv", { url: url.href, csv }, () => receiveCsv(service, url, csv));
    send(response, 200, "text/plain; charset=utf-8", "");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const xml = `<Error><Code>${error.type}</Code><Message>${error.message}</Message></Error>`;
    send(response, error.status, "application/xml", xml);
  }
};

const internalError = (error: unknown): Fault => {
  console.error(error);
  return new Fault("InternalErrorException", "Internal server error", 500);
};

const readBody = async (request: IncomingMessage, bytesMax = bodyBytesMax): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // assumed: size and answer. The rest is read and dropped, so that the client gets to see the answer.
    if (bytes <= bytesMax) chunks.push(chunk);
  }
  if (bytes > bytesMax) throw new Fault("RequestEntityTooLargeException", "Request is too large", 413);
  return Buffer.concat(chunks).toString("utf8");
};

const toJson = (body: string): unknown => {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    // assumed: the text.
    throw serialization("Unexpected JSON: the body could not be read");
  }
};

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]", "::1"]);

/** The messages hold passwords: a page of another name that resolves to this machine must not read them. */
const isLoopback = (host: string | undefined) => loopbackHosts.has((host ?? "").replace(/:\d+$/, "").toLowerCase());

const answerPage = (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const text = "text/plain; charset=utf-8";
  if (!isLoopback(request.headers.host)) {
    send(response, 403, text, "Open this page by a loopback name, such as 127.0.0.1 or localhost.\n");
    return;
  }
  const query = {
    to: url.searchParams.get("to") ?? undefined,
    username: url.searchParams.get("username") ?? undefined,
  };
  if (url.pathname === "/_health") send(response, 200, "application/json", '{"status":"ok"}');
  else if (url.pathname === "/_inbox") {
    send(response, 200, "application/json; charset=utf-8", JSON.stringify(service.inbox.list(query)));
  } else if (url.pathname === "/") {
    const { html, policy } = inboxPage(service, query);
    send(response, 200, "text/html; charset=utf-8", html, { "content-security-policy": policy });
  } else {
    const published = wellKnown(service, url.pathname, `http://${request.headers.host}`);
    service.ledger?.saveKeys();
    if (published) send(response, 200, "application/json", JSON.stringify(published));
    else send(response, 404, text, "There is nothing here.\n");
  }
};

const send = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
};
