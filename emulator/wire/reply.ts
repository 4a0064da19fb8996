import type { ServerResponse } from "node:http";

/** Answers in one go. Nothing of the emulator may be cached, or read as another type than it says. */
export const sendReply = (
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
