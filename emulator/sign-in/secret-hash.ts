import { createHmac } from "node:crypto";
import type { Client } from "../pool/pool.ts";
import { notAuthorized, unauthorized } from "../service/fault.ts";

/** Base64(HMAC_SHA256(secret, username + clientId)), over the name as it was submitted (cognito.md 7.4). */
export const secretHash = (secret: string, username: string, clientId: string) =>
  createHmac("sha256", secret)
    .update(username + clientId)
    .digest("base64");

/** `names`: what the hash may have been made over; for a challenge that is the answer's name or USER_ID_FOR_SRP. */
export const requireSecretHash = ({ id, secrets }: Client, names: readonly string[], given: string | undefined) => {
  // assumed: a hash sent to a client without a secret is refused like a wrong one.
  if (secrets.length === 0 && given === undefined) return;
  if (given === undefined)
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  if (!secrets.some(({ value }) => names.some((name) => secretHash(value, name, id) === given))) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
};

/** Operations on refresh tokens take the secret itself. assumed: name and text. */
export const requireClientSecret = ({ id, secrets }: Client, given: string | undefined) => {
  const right = secrets.length === 0 ? given === undefined : secrets.some(({ value }) => value === given);
  if (!right) throw unauthorized(`Unable to verify the secret of client ${id}`);
};
