import "server-only";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { store } from "#lib/db/connection.ts";
import { env } from "#lib/env.ts";
import { Fault } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { currentStaff, decrypt } from "#lib/session.ts";

const discoveryMs = 3_000;

/**
 * Revokes the session of this request and says where the browser goes next: the provider's own logout (RP-initiated, OpenID Connect),
 * or the sign-in page when it offers none or does not answer.
 * @param everywhere ends the person's other sessions too, on whatever device
 * @throws Fault bad-origin
 */
export async function endSession(origin: string | null, everywhere = false): Promise<string> {
  const { APP_ORIGIN, OIDC_CLIENT_ID, OIDC_ISSUER } = env();
  if (origin !== APP_ORIGIN) throw new Fault("bad-origin");
  const home = `${APP_ORIGIN}/sign-in`;
  const staff = await currentStaff();
  if (!staff) return home;
  const now = Date.now();
  const db = await store();
  const session = await db.revokeSession(staff.hash, now);
  const others = everywhere ? await db.revokeSessionsOf(staff.actor.sub, now) : 0;
  await record(
    newEvent({
      at: now,
      kind: "access",
      // "sign-out" is what staff do to a user.
      action: "end-session",
      actor: staff.actor,
      session: staff.session,
      outcome: "done",
      detail: { otherSessions: others },
    }),
  );
  const end = await endpoint(OIDC_ISSUER);
  if (!end || !session?.idToken) return home;
  const url = new URL(end);
  url.searchParams.set("id_token_hint", decrypt(session.idToken));
  url.searchParams.set("client_id", OIDC_CLIENT_ID);
  url.searchParams.set("post_logout_redirect_uri", home);
  return url.href;
}

async function endpoint(issuer: string): Promise<string | null> {
  try {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(discoveryMs),
    });
    const { end_session_endpoint } = (await answer.json()) as { end_session_endpoint?: string };
    return end_session_endpoint ?? null;
  } catch (error) {
    // The session here has ended all the same; the provider's lives on until it ends it itself.
    log.error("The sign-in service did not answer at sign-out", { error });
    return null;
  }
}
