import { createHmac } from "node:crypto";

/** Opaque strings that only this service can make: page tokens, auth sessions, refresh tokens. State stays with the caller. */
export const createSeal = (key: string) => {
  const sign = (kind: string, body: string) => createHmac("sha256", key).update(`${kind}.${body}`).digest("base64url");
  return {
    close(kind: string, payload: object): string {
      const body = Buffer.from(JSON.stringify(payload)).toString("base64url");
      return `${body}.${sign(kind, body)}`;
    },
    open<T>(kind: string, text: string): T | undefined {
      const [body = "", signature] = text.split(".");
      if (signature !== sign(kind, body)) return undefined;
      return JSON.parse(Buffer.from(body, "base64url").toString()) as T;
    },
  };
};

export type Seal = ReturnType<typeof createSeal>;
