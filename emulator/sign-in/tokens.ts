import { createSign, createVerify } from "node:crypto";
import { groupClaims } from "../pool/groups.ts";
import type { Client, Pool } from "../pool/pool.ts";
import { hourMs, minuteMs, secondMs } from "../service/clock.ts";
import { notAuthorized, userNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { readableAttributes } from "../users/profile.ts";
import type { SignIn, User } from "../users/user.ts";

const unitMs = { seconds: secondMs, minutes: minuteMs, hours: hourMs, days: 24 * hourMs };

/** How long a client's tokens live: access and ID 60 minutes, refresh 30 days unless set (API reference, CreateUserPoolClient). */
export const tokenLives = ({ settings }: Client) => {
  const units = settings.TokenValidityUnits ?? {};
  return {
    accessMs: settings.AccessTokenValidity
      ? settings.AccessTokenValidity * unitMs[units.AccessToken ?? "hours"]
      : hourMs,
    idMs: settings.IdTokenValidity ? settings.IdTokenValidity * unitMs[units.IdToken ?? "hours"] : hourMs,
    refreshMs: (settings.RefreshTokenValidity || 30) * unitMs[units.RefreshToken ?? "days"],
  };
};

const issuer = (pool: Pool, region: string) => `https://cognito-idp.${region}.amazonaws.com/${pool.id}`;

type Claims = Record<string, unknown>;

/** A sign-in on its way: who, through which client, and the event that its tokens will name. */
export type Conversation = {
  service: Service;
  client: Client;
  user: User;
  eventId: string;
  /** The device that the user says it is. */
  deviceKey?: string | undefined;
};

/** RS256 tokens with the documented claims (cognito.md 7.8). */
export const signTokens = ({ service, client, user, eventId }: Conversation, signIn: SignIn) => {
  const { pool } = client;
  const now = service.clock.now();
  const { accessMs, idMs } = tokenLives(client);
  const common = (lifeMs: number): Claims => ({
    sub: user.sub,
    iss: issuer(pool, service.region),
    // assumed: there for clients without token revocation too.
    origin_jti: signIn.originJti,
    event_id: eventId,
    auth_time: Math.floor(signIn.startedAt / secondMs),
    iat: Math.floor(now / secondMs),
    exp: Math.floor((now + lifeMs) / secondMs),
    jti: service.random.uuid(),
  });
  const groups = groupClaims(user);
  const access = {
    ...groups.access,
    ...common(accessMs),
    token_use: "access",
    client_id: client.id,
    scope: "aws.cognito.signin.user.admin",
    username: user.username,
    ...(signIn.deviceKey ? { device_key: signIn.deviceKey } : {}),
  };
  const id = {
    ...profileClaims(user, client),
    ...groups.id,
    ...common(idMs),
    token_use: "id",
    aud: client.id,
    "cognito:username": user.username,
  };
  return {
    AccessToken: signClaims(pool, access),
    ExpiresIn: accessMs / secondMs,
    TokenType: "Bearer",
    IdToken: signClaims(pool, id),
  };
};

/** Attributes as the ID token carries them: what the client may read, flags as booleans, identities as JSON. */
const profileClaims = (user: User, client: Client): Claims => {
  const claims: Claims = {};
  for (const { Name, Value } of readableAttributes(client, user)) {
    if (Name.endsWith("_verified")) claims[Name] = Value === "true";
    else if (Name === "identities") claims[Name] = JSON.parse(Value);
    else claims[Name] = Value;
  }
  return claims;
};

const encodeTokenPart = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

const signClaims = (pool: Pool, claims: Claims): string => {
  const { id, privateKey } = pool.signingKey();
  const signed = `${encodeTokenPart({ kid: id, alg: "RS256" })}.${encodeTokenPart(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
};

/** The claims of a token that this service signed. */
const openToken = (service: Service, token: string): { pool: Pool; claims: Claims } | undefined => {
  const [head = "", body = "", signature = ""] = token.split(".");
  const claims = decodeClaims(body);
  const poolId =
    String(claims?.iss ?? "")
      .split("/")
      .at(-1) ?? "";
  const pool = service.pools.get(poolId);
  if (!claims || !pool) return undefined;
  const { publicKey } = pool.signingKey();
  const genuine = createVerify("RSA-SHA256").update(`${head}.${body}`).verify(publicKey, signature, "base64url");
  return genuine ? { pool, claims } : undefined;
};

export const isSignedToken = (service: Service, token: string) => openToken(service, token) !== undefined;

/** The user whom an access token speaks for. assumed: the texts, but for the revoked one, and their order. */
export const requireAccessToken = (service: Service, token: string) => {
  const { pool, claims } = openToken(service, token) ?? {};
  if (!claims || !pool || claims.token_use !== "access") throw notAuthorized("Invalid Access Token");
  if (Number(claims.exp) * secondMs <= service.clock.now()) throw notAuthorized("Access Token has expired");
  const user = pool.users.findBySub(String(claims.sub));
  if (!user) throw userNotFound("User does not exist.");
  const signIn = user.signIns?.find(({ originJti }) => originJti === claims.origin_jti);
  const client = service.clients.get(signIn?.clientId ?? "");
  // assumed: a client that was deleted takes its tokens with it.
  if (!signIn || !client) throw notAuthorized("Access Token has been revoked");
  return { pool, client, user, signIn };
};

const decodeClaims = (body: string): Claims | undefined => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Claims) : undefined;
  } catch {
    return undefined;
  }
};

/** Global sign-out and disabling stop every token-authorised call; verifiers of JWTs notice only when the token expires (cognito.md 7.8). */
export const revokeTokens = (user: User) => {
  user.signIns = undefined;
};

export const revokeSignIn = (user: User, signIn: SignIn) => {
  const left = user.signIns?.filter((other) => other !== signIn) ?? [];
  user.signIns = left.length > 0 ? left : undefined;
};

/** What a pool publishes for verifiers. assumed: the keys are named at the address that was asked, which here is not the issuer's. */
export const wellKnownDocument = (service: Service, path: string, origin: string): object | undefined => {
  const [, poolId = "", document] = /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
  const pool = service.pools.get(poolId);
  if (!pool) return undefined;
  return document === "jwks.json" ? jwks(pool) : openidConfiguration(service, pool, origin);
};

const jwks = (pool: Pool) => {
  const { id, publicKey } = pool.signingKey();
  return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] };
};

const openidConfiguration = ({ region }: Service, pool: Pool, origin: string) => ({
  issuer: issuer(pool, region),
  jwks_uri: `${origin}/${pool.id}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ["RS256"],
  response_types_supported: ["code", "token"],
  scopes_supported: ["openid", "email", "phone", "profile"],
  subject_types_supported: ["public"],
});
