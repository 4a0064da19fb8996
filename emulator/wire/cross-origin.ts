import type { IncomingMessage, ServerResponse } from "node:http";
import { sendReply } from "./reply.ts";

/** What lets any page read the answer to an unsigned operation, as the service has it (cognito.md 7.10). */
export const openToPages = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
};

// What clients in a browser send with a call. Not `authorization`: any credentials do here, so a page that could sign could
// do all that an administrator can.
const askedHeaders = [
  "content-type",
  "x-amz-target",
  "x-amz-user-agent",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "cache-control",
  "x-amz-content-sha256",
  "x-amz-date",
];

export const isPreflight = ({ method, url, headers }: IncomingMessage): boolean =>
  method === "OPTIONS" &&
  url === "/" &&
  headers.origin !== undefined &&
  headers["access-control-request-method"] === "POST";

/** assumed: which headers may be sent, and for how long the answer holds. */
export const answerPreflight = (response: ServerResponse) =>
  sendReply(response, 200, "text/plain; charset=utf-8", "", {
    ...openToPages,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": askedHeaders.join(","),
    "access-control-max-age": "172800",
  });

/** A page of another origin asks: nothing but Cognito's own unsigned operations is open to it. */
export const isForeignPage = ({ headers }: IncomingMessage): boolean => {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
};
