import type { IncomingMessage } from "node:http";
import type { Sender } from "../service/journal.ts";

/** Who sent a request, as far as its headers say. */
export const senderOf = ({ headers }: IncomingMessage): Sender => {
  const authorization = headers.authorization ?? "";
  // `attempt=2; max=3`, as the SDKs count their tries (AWS SDKs reference guide, retry behavior).
  const [, attempt, max] = /attempt=(\d+)(?:; max=(\d+))?/.exec(String(headers["amz-sdk-request"] ?? "")) ?? [];
  return {
    signed: authorization.startsWith("AWS4-HMAC-SHA256 "),
    accessKeyId: /Credential=([^/,\s]{1,128})/.exec(authorization)?.[1],
    region: /Credential=[^,\s]*\/([a-z0-9-]+)\/[^/,\s]+\/aws4_request/.exec(authorization)?.[1],
    securityToken: headers["x-amz-security-token"]?.toString(),
    invocationId: headers["amz-sdk-invocation-id"]?.toString().slice(0, 64),
    attempt: attempt === undefined ? undefined : Number(attempt),
    attemptsMax: max === undefined ? undefined : Number(max),
  };
};
