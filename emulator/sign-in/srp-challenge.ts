import { createHash, timingSafeEqual } from "node:crypto";
import type { Client } from "../pool/pool.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { findIdentity } from "../users/password.ts";
import type { User } from "../users/user.ts";
import { closeSession, requireUnusedSession, sessionMs } from "./auth-session.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { parsePublicA, publicB, sharedKey, signClaim, toHex, verifierOf } from "./srp.ts";
import { isSrpTimestamp } from "./srp-timestamp.ts";
import type { Conversation } from "./tokens.ts";

/** What the secret block carries from the challenge to its answer. `sub` is empty for a user who is not there. */
export type SrpState = {
  id: string;
  clientId: string;
  sub: string;
  publicA: string;
  eventId: string;
  expiresAt: number;
};

const digest = (text: string) => createHash("sha256").update(text).digest();

// A seal nobody else can make: the secret of one exchange, without a place to keep it.
const secretOf = (service: Service, id: string) => digest(service.seal.close("srpSecret", { id }));

/** The same for the same password; for a user without one, or who is not there, the same for the same name. */
const saltOf = (service: Service, username: string, user: User | undefined) =>
  digest(user?.credential?.salt ?? service.seal.close("srpSalt", { username })).subarray(0, 16);

/** Whom no password can be proven for gets a verifier that belongs to none. */
const findVerifier = (service: Service, client: Client, username: string, user: User | undefined) => {
  const identity = user && findIdentity(client.pool, user);
  const salt = saltOf(service, username, user);
  return { salt, verifier: verifierOf(identity ?? digest(service.seal.close("srpVerifier", { username })), salt) };
};

export const askPasswordVerifier = (
  service: Service,
  client: Client,
  given: string,
  user: User | undefined,
  publicA: string,
) => {
  // assumed: the text.
  if (parsePublicA(publicA) === undefined) throw invalidParameter("Invalid SRP_A");
  const username = user?.username ?? given;
  const state: SrpState = {
    id: service.random.uuid(),
    clientId: client.id,
    sub: user?.sub ?? "",
    publicA,
    eventId: service.random.uuid(),
    expiresAt: service.clock.now() + sessionMs({ client }),
  };
  const { salt, verifier } = findVerifier(service, client, username, user);
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      USERNAME: username,
      USER_ID_FOR_SRP: username,
      SALT: salt.toString("hex"),
      SRP_B: toHex(publicB(verifier, secretOf(service, state.id))),
      SECRET_BLOCK: Buffer.from(service.seal.close("srp", state)).toString("base64"),
    },
  };
};

/** A block serves for one answer (assumed), and as long as a challenge session (the service speaks of seconds: API reference, RespondToAuthChallenge). */
export const openSecretBlock = (service: Service, client: Client, given: AuthParameters) => {
  const block = Buffer.from(requireParameter(given, "PASSWORD_CLAIM_SECRET_BLOCK"), "base64");
  const state = service.seal.open<SrpState>("srp", block.toString());
  // A foreign block is answered like a wrong password (cognito.md 7.10, measured).
  if (!state || state.clientId !== client.id) throw notAuthorized("Incorrect username or password.");
  requireUnusedSession(service, state);
  closeSession(service, state);
  return { state, user: client.pool.users.findBySub(state.sub) };
};

/** False for a moment that never was, too, as for a wrong password (cognito.md 7.10, measured). */
export const provesPassword = (conversation: Conversation, state: SrpState, given: AuthParameters): boolean => {
  const { service, client, user } = conversation;
  const signature = Buffer.from(requireParameter(given, "PASSWORD_CLAIM_SIGNATURE"), "base64");
  const timestamp = requireParameter(given, "TIMESTAMP");
  if (!isSrpTimestamp(timestamp)) return false;
  const { pool } = client;
  const secretBlock = Buffer.from(requireParameter(given, "PASSWORD_CLAIM_SECRET_BLOCK"), "base64");
  const { verifier } = findVerifier(service, client, user.username, user);
  const key = sharedKey(parsePublicA(state.publicA) ?? 0n, verifier, secretOf(service, state.id));
  const wanted = signClaim(key, { poolName: pool.name, username: user.username, secretBlock, timestamp });
  return signature.length === wanted.length && timingSafeEqual(signature, wanted);
};
