import "server-only";
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { getServerSession, type NextAuthOptions } from "next-auth";
import { cache } from "react";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { grantsOf } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { env } from "#lib/env.ts";
import type { Actor } from "#lib/job.ts";
import type { Grant } from "#lib/roles.ts";

const minute = 60_000;
export const idleMs = 15 * minute;
export const absoluteMs = 12 * 60 * minute;

declare module "next-auth" {
  interface Session {
    sid?: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}

/** A member of staff who is signed in now, with what `lifeguard.yaml` gives their groups. */
export interface StaffContext {
  actor: Actor;
  grants: Grant[];
  /** Short name of the session in the audit. */
  session: string;
  hash: string;
  authenticatedAt: number;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const sealKey = (): Buffer => Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "lifeguard id_token", 32));

function encrypt(text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey(), iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
}

export function decrypt(sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", sealKey(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

interface Claims {
  sub: string;
  name?: string;
  email?: string;
  groups?: unknown;
  auth_time?: number;
}

const groupsOf = (claims: Claims): string[] =>
  Array.isArray(claims.groups) ? claims.groups.filter((group): group is string => typeof group === "string") : [];

/** Opens a session row for a person the provider has just vouched for, and returns the random id that goes into the cookie. */
async function openSession(claims: Claims, idToken: string | undefined): Promise<string> {
  const sid = randomBytes(32).toString("base64url");
  const now = Date.now();
  const hash = sha256(sid);
  const actor: Actor = {
    sub: claims.sub,
    name: claims.name ?? claims.email ?? claims.sub,
    email: claims.email ?? null,
  };
  const groups = groupsOf(claims);
  // The event first: a sign-in that cannot be recorded does not happen.
  await record(
    newEvent({
      at: now,
      kind: "access",
      action: "sign-in",
      actor,
      session: hash.slice(0, 12),
      outcome: "done",
      detail: { grants: grantsOf(groups).length },
    }),
  );
  await (await store()).openSession({
    hash,
    actor,
    groups,
    idToken: idToken ? encrypt(idToken) : null,
    authenticatedAt: claims.auth_time ? claims.auth_time * 1000 : now,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + absoluteMs,
  });
  return sid;
}

export const secureCookies = (): boolean => env().APP_ORIGIN.startsWith("https:");

/** Sign-in by any OpenID Connect provider; the cookie holds an encrypted random id and nothing else (docs/security.md). */
export function authOptions(): NextAuthOptions {
  const { NEXTAUTH_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  const secure = secureCookies();
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: absoluteMs / 1000 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: secure,
    ...(secure && {
      cookies: {
        sessionToken: {
          name: "__Host-next-auth.session-token",
          options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
        },
      },
    }),
    providers: [
      {
        id: "sso",
        name: "Single sign-on",
        type: "oauth",
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
        clientId: OIDC_CLIENT_ID,
        clientSecret: OIDC_CLIENT_SECRET,
        authorization: { params: { scope: "openid profile email groups" } },
        profile: (claims: Claims) => ({ id: claims.sub, name: claims.name ?? null, email: claims.email ?? null }),
      },
    ],
    callbacks: {
      async jwt({ token, account, profile }) {
        if (account && profile) return { sid: await openSession(profile as unknown as Claims, account.id_token) };
        return { sid: token.sid };
      },
      session: ({ token }) => ({ sid: token.sid, expires: new Date(Date.now() + absoluteMs).toISOString() }),
    },
  };
}

/** Who is signed in, or null: the row decides, on every request, so a revoked session is dead at once. */
export const currentStaff = cache(async (): Promise<StaffContext | null> => {
  const cookie = await getServerSession(authOptions());
  if (!cookie?.sid) return null;
  const hash = sha256(cookie.sid);
  const row = await (await store()).readSession(hash, Date.now(), idleMs);
  if (!row) return null;
  return {
    actor: row.actor,
    grants: grantsOf(row.groups),
    session: hash.slice(0, 12),
    hash,
    authenticatedAt: row.authenticatedAt,
  };
});
