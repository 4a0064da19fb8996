import { type Client, findNamedUser, type Pool } from "../pool/pool.ts";
import type { RequestSubject } from "./journal.ts";

type Found = { pools: ReadonlyMap<string, Pool>; clients: ReadonlyMap<string, Client> };

/** Whom a request is about, as far as it can be told before it is looked at; a token is read, not trusted. */
export const subjectOf = (body: unknown, { pools, clients }: Found): RequestSubject => {
  const clientId = textMember(body, "ClientId") || undefined;
  const claims = claimsOf(textMember(body, "AccessToken"));
  const issuedIn = textMember(claims, "iss").split("/").at(-1);
  const userPoolId =
    textMember(body, "UserPoolId") || (clientId && clients.get(clientId)?.pool.id) || issuedIn || undefined;
  const username =
    textMember(body, "Username") ||
    textMember(member(body, "AuthParameters"), "USERNAME") ||
    textMember(member(body, "ChallengeResponses"), "USERNAME") ||
    textMember(claims, "username") ||
    undefined;
  const pool = pools.get(userPoolId ?? "");
  return {
    userPoolId,
    clientId,
    username,
    resolvedUsername: username && pool && findNamedUser(pool, username)?.username,
  };
};

const member = (body: unknown, name: string): unknown =>
  typeof body === "object" && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;

export const textMember = (body: unknown, name: string): string => {
  const value = member(body, name);
  return typeof value === "string" ? value : "";
};

const claimsOf = (token: string): unknown => {
  const [, body = ""] = token.split(".");
  if (body === "") return undefined;
  try {
    return JSON.parse(Buffer.from(body, "base64url").toString());
  } catch {
    // Anything may stand where a token should: then it names nobody.
    return undefined;
  }
};
