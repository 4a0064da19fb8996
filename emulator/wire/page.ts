import type { IncomingMessage, ServerResponse } from "node:http";
import type { Service } from "../service/service.ts";
import { wellKnownDocument } from "../sign-in/tokens.ts";
import { isForeignPage } from "./cross-origin.ts";
import { inboxPage } from "./inbox-page.ts";
import { isLoopback } from "./loopback.ts";
import { sendReply } from "./reply.ts";

/** What is read with GET: the inbox, whether the emulator is up, and what pools publish. */
export const answerPage = (service: Service, request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const text = "text/plain; charset=utf-8";
  if (!isLoopback(request.headers.host)) {
    sendReply(response, 403, text, "Open this page by a loopback name, such as 127.0.0.1 or localhost.\n");
    return;
  }
  if (isForeignPage(request)) {
    sendReply(response, 403, text, "Pages of another origin may not read this.\n");
    return;
  }
  const query = {
    to: url.searchParams.get("to") ?? undefined,
    username: url.searchParams.get("username") ?? undefined,
  };
  if (url.pathname === "/_health") sendReply(response, 200, "application/json", '{"status":"ok"}');
  else if (url.pathname === "/_inbox") {
    sendReply(response, 200, "application/json; charset=utf-8", JSON.stringify(service.inbox.list(query)));
  } else if (url.pathname === "/") {
    const { html, policy } = inboxPage(service, query);
    sendReply(response, 200, "text/html; charset=utf-8", html, { "content-security-policy": policy });
  } else {
    const published = wellKnownDocument(service, url.pathname, `http://${request.headers.host}`);
    service.ledger?.saveKeys();
    if (published) sendReply(response, 200, "application/json", JSON.stringify(published));
    else sendReply(response, 404, text, "There is nothing here.\n");
  }
};
