import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { operations } from "../operations/operations.ts";
import type { Clock } from "../service/clock.ts";
import { openLedger } from "../service/ledger.ts";
import { createService, type Service } from "../service/service.ts";
import { answerApiCall } from "./api-call.ts";
import { answerControlCall, isControlCall } from "./control-call.ts";
import { answerPreflight, isPreflight } from "./cross-origin.ts";
import { answerCsvUpload, isCsvUpload } from "./csv-upload.ts";
import { answerLogsCall, isLogsCall } from "./logs-call.ts";
import { answerPage } from "./page.ts";
import { sendReply } from "./reply.ts";
import { answerStsCall, isStsCall } from "./sts-call.ts";

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
  const service = createService({ ...options, operations });
  const server = createServer((request, response) => void answerRequest(service, options.region, request, response));
  // Longer than any client keeps a connection for: one that is ended just when it is used again looks like a call that got lost.
  server.keepAliveTimeout = 120_000;
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

const answerRequest = async (
  service: Service,
  region: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  try {
    if (isPreflight(request)) answerPreflight(response);
    else if (isControlCall(request)) await answerControlCall(service, request, response);
    else if (isStsCall(request)) await answerStsCall(service, request, response);
    else if (isLogsCall(request)) await answerLogsCall(service, request, response);
    else if (request.method === "POST") await answerApiCall(service, region, request, response);
    else if (isCsvUpload(request)) await answerCsvUpload(service, request, response);
    else if (request.method === "GET" || request.method === "HEAD") answerPage(service, request, response);
    else refuseMethod(response);
  } catch (error) {
    // The client went away, or the page has a bug: either way nothing else may stop.
    console.error(error);
    if (response.headersSent) response.destroy();
    else sendReply(response, 500, "text/plain; charset=utf-8", "Internal error.\n");
  }
};

const refuseMethod = (response: ServerResponse) =>
  sendReply(response, 405, "text/plain; charset=utf-8", "Only GET and POST are answered here.\n", {
    allow: "GET, POST",
  });
