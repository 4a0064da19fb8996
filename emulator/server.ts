import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "./clock.ts";
import { Fault, serialization } from "./fault.ts";
import { inboxPage } from "./inbox-page.ts";
import { createService, type Service } from "./service.ts";
import { wellKnown } from "./tokens.ts";

export type EmulatorOptions = {
  port: number;
  host?: string | undefined;
  quotas: boolean;
  clock?: Clock | undefined;
  region?: string | undefined;
  accountId?: string | undefined;
};

export type Emulator = { port: number; url: string; service: Service; close(): Promise<void> };

/** Listens, and answers with where. A port of 0 takes any free one. */
export const startEmulator = async ({ port, host = "127.0.0.1", ...options }: EmulatorOptions): Promise<Emulator> => {
  const service = createService(options);
  const server = createServer((request, response) => void answer(service, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Clients keep connections open; waiting for them would keep the process alive.
      server.closeAllConnections();
    });
  return { port: bound, url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`, service, close };
};

const targetPrefix = "AWSCognitoIdentityProviderService.";
const bodyBytesMax = 1_048_576;

const answer = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  try {
    if (request.method === "POST") await answerCall(service, request, response);
    else if (request.method === "GET" || request.method === "HEAD") answerPage(service, request, response);
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
const answerCall = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const headers = { "x-amzn-requestid": randomUUID() };
  const type = "application/x-amz-json-1.1";
  try {
    const body = await readBody(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    const name = target.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : "";
    const signed = (request.headers.authorization ?? "").startsWith("AWS4-HMAC-SHA256 ");
    const output = service.call(name, toJson(body), { signed });
    send(response, 200, type, output === undefined ? "" : JSON.stringify(output), headers);
  } catch (error) {
    const fault = error instanceof Fault ? error : internalError(error);
    const answered = JSON.stringify({ __type: fault.type, message: fault.message });
    send(response, fault.status, type, answered, { ...headers, "x-amzn-errortype": fault.type });
  }
};

const internalError = (error: unknown): Fault => {
  console.error(error);
  return new Fault("InternalErrorException", "Internal server error", 500);
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // assumed: size and answer. The rest is read and dropped, so that the client gets to see the answer.
    if (bytes <= bodyBytesMax) chunks.push(chunk);
  }
  if (bytes > bodyBytesMax) throw new Fault("RequestEntityTooLargeException", "Request is too large", 413);
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
