import { createSign, createVerify } from "node:crypto";
import { hourMs, minuteMs, secondMs } from "./clock.ts";
import { notAuthorized, userNotFound } from "./fault.ts";
import { groupClaims } from "./groups.ts";
import type { Client, Pool } from "./pool.ts";
import type { Service } from "./service.ts";
import type { SignIn, User } from "./user.ts";

const unitMs = { seconds: secondMs, minutes: minuteMs, hours: hourMs, days: 24 * hourMs };

/** How long a client's tokens live: access and ID 60 minutes, refresh 30 days unless set (API reference, CreateUserPoolClient). */
const lives = ({ settings }: Client) => {
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

/** A finished sign-in: RS256 tokens with the documented claims, and the record of it by which they can be revoked (cognito.md 7.8). */
export const issueTokens = (service: Service, pool: Pool, client: Client, user: User) => {
  const now = service.clock.now();
  const { accessMs, idMs, refreshMs } = lives(client);
  const signIn: SignIn = {
    originJti: service.random.uuid(),
    clientId: client.id,
    authTime: Math.floor(now / secondMs),
    expiresAt: now + refreshMs,
  };
  user.signIns = [...(user.signIns ?? []).filter(({ expiresAt }) => expiresAt > now), signIn];

  const common = (lifeMs: number): Claims => ({
    sub: user.sub,
    iss: issuer(pool, service.region),
    origin_jti: signIn.originJti,
    event_id: service.random.uuid(),
    auth_time: signIn.authTime,
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
    AccessToken: sign(pool, access),
    ExpiresIn: accessMs / secondMs,
    TokenType: "Bearer",
    RefreshToken: service.seal.close("refresh", { poolId: pool.id, sub: user.sub, ...signIn }),
    IdToken: sign(pool, id),
  };
};

/** Attributes as the ID token carries them: what the client may read, flags as booleans, identities as JSON. */
const profileClaims = (user: User, { settings }: Client): Claims => {
  const claims: Claims = {};
  for (const { Name, Value } of user.attributes()) {
    const readable = settings.ReadAttributes?.length ? settings.ReadAttributes.includes(Name) : true;
    if (!readable) continue;
    if (Name.endsWith("_verified")) claims[Name] = Value === "true";
    else if (Name === "identities") claims[Name] = JSON.parse(Value);
    else claims[Name] = Value;
  }
  return claims;
};

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

const sign = (pool: Pool, claims: Claims): string => {
  const { id, privateKey } = pool.signingKey();
  const signed = `${encode({ kid: id, alg: "RS256" })}.${encode(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
};

/** The user whom an access token speaks for. assumed: the texts, but for the revoked one, and their order. */
export const requireAccessToken = (service: Service, token: string): { pool: Pool; user: User } => {
  const [head = "", body = "", signature = ""] = token.split(".");
  const claims = decode(body);
  const pool = service.pools.get(
    String(claims?.iss ?? "")
      .split("/")
      .at(-1) ?? "",
  );
  const invalid = notAuthorized("Invalid Access Token");
  if (!claims || !pool || claims.token_use !== "access") throw invalid;
  const genuine = createVerify("RSA-SHA256")
    .update(`${head}.${body}`)
    .verify(pool.signingKey().publicKey, signature, "base64url");
  if (!genuine) throw invalid;
  if (Number(claims.exp) * secondMs <= service.clock.now()) throw notAuthorized("Access Token has expired");
  const user = pool.users.findBySub(String(claims.sub));
  if (!user) throw userNotFound("User does not exist.");
  if (!user.signIns?.some(({ originJti }) => originJti === claims.origin_jti)) {
    throw notAuthorized("Access Token has been revoked");
  }
  return { pool, user };
};

const decode = (body: string): Claims | undefined => {
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

export const jwks = (pool: Pool) => {
  const { id, publicKey } = pool.signingKey();
  return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] };
};
