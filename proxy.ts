import { type NextRequest, NextResponse } from "next/server";
import { requestIdHeader, requestIdOf } from "#lib/request-id.ts";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * A nonce and a content security policy for every page, an id for every request, and a first refusal of writes from elsewhere. A courtesy and not the lock:
 * every action and query checks for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const origin = process.env.APP_ORIGIN ?? "";
  if (request.method !== "GET" && request.method !== "HEAD" && request.headers.get("origin") !== origin)
    return new NextResponse("The request did not come from this console, so nothing was done.\n", {
      status: 403,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });

  const nonce = btoa(crypto.randomUUID());
  const issuer = process.env.OIDC_ISSUER ? new URL(process.env.OIDC_ISSUER).origin : "";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Popups are placed by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Signing out without script ends in a redirect to the provider.
    `form-action 'self' ${issuer}`.trim(),
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const id = requestIdOf(request.headers.get(requestIdHeader));
  headers.set(requestIdHeader, id);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set(requestIdHeader, id);
  if (origin.startsWith("https:")) response.headers.set("strict-transport-security", "max-age=63072000");
  return response;
}

export const config = {
  // Sign-in posts carry an Origin too, so only what the build made is left out. Files of public/ are not: a drawing opened by itself is a page.
  matcher: ["/((?!_next/static/|_next/image).*)"],
};
