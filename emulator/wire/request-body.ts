import type { IncomingMessage } from "node:http";
import { Fault, serialization } from "../service/fault.ts";

const bodyBytesMax = 1_048_576;

export const readBody = async (request: IncomingMessage, bytesMax = bodyBytesMax): Promise<string> => {
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

/** An empty body is an empty object. */
export const parseJsonBody = (body: string): unknown => {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    // assumed: the text.
    throw serialization("Unexpected JSON: the body could not be read");
  }
};
