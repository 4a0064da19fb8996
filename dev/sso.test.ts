import { createHash, createPublicKey, type JsonWebKey, randomBytes, verify } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type Sso, startSso } from "./sso.ts";

const appOrigin = "http://localhost:65001";
const redirectUri = `${appOrigin}/api/auth/callback/sso`;
const client = { clientId: "lifeguard", clientSecret: "secret-of-the-test" };

let sso: Sso;
beforeAll(async () => {
  sso = await startSso({ port: 0, ...client, appOrigin });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => sso.close());

/** Lets time pass for the provider, which is in this process, at once. */
const passSeconds = (count: number) => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + count * 1000 });
};

/** As much of a browser as the flow needs: cookies, and following redirects until they leave the provider. */
const openBrowser = () => {
  const jar = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>) => {
    let next = { url: new URL(url, sso.issuer).href, form };
    for (let hop = 0; hop < 10; hop++) {
      if (!next.url.startsWith(sso.issuer))
        return { url: new URL(next.url), html: "", status: 0, headers: new Headers() };
      const response: Response = await fetch(next.url, {
        method: next.form ? "POST" : "GET",
        body: next.form ? new URLSearchParams(next.form) : null,
        redirect: "manual",
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      const location = response.headers.get("location");
      if (!location)
        return {
          url: new URL(next.url),
          html: await response.text(),
          status: response.status,
          headers: response.headers,
        };
      next = { url: new URL(location, next.url).href, form: undefined };
    }
    throw new Error("too many redirects");
  };
  return { visit };
};

type Browser = ReturnType<typeof openBrowser>;

const createVerifier = () => randomBytes(32).toString("base64url");

const authorizationUrl = (verifier: string, extra: Record<string, string> = {}) =>
  `${sso.issuer}/auth?${new URLSearchParams({
    client_id: client.clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid profile email groups",
    state: "state-1",
    nonce: "nonce-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...extra,
  })}`;

const requestTokens = async (code: string | null, verifier: string) => {
  const response = await fetch(`${sso.issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: code ?? "",
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());

const readIdToken = async (token = "") => {
  const [header, payload, signature = ""] = token.split(".");
  const { keys } = (await (await fetch(`${sso.issuer}/jwks`)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const key = keys.find(({ kid }) => kid === decode(header).kid);
  if (!key) throw new Error("the token's key is not published");
  const genuine = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${payload}`),
    createPublicKey({ key, format: "jwk" }),
    Buffer.from(signature, "base64url"),
  );
  return { genuine, claims: decode(payload) };
};

const signIn = async (browser: Browser, account: string, extra?: Record<string, string>) => {
  const verifier = createVerifier();
  const page = await browser.visit(authorizationUrl(verifier, extra));
  const { url, html } = await browser.visit(page.url.href, { account });
  return { verifier, url, html, page };
};

const signInForTokens = async (browser: Browser, account: string, extra?: Record<string, string>) => {
  const { verifier, url } = await signIn(browser, account, extra);
  const { body } = await requestTokens(url.searchParams.get("code"), verifier);
  return { idToken: body.id_token ?? "", ...(await readIdToken(body.id_token)) };
};

const nowSeconds = () => Math.floor(Date.now() / 1000);

test("a sign-in ends at the console with a code, and the code gives an ID token with name, e-mail, groups and time", async () => {
  const before = nowSeconds();
  const { verifier, url } = await signIn(openBrowser(), "ada");
  const after = nowSeconds();
  expect(`${url.origin}${url.pathname}`).toBe(redirectUri);
  expect(url.searchParams.get("state")).toBe("state-1");
  expect(url.searchParams.get("iss")).toBe(sso.issuer);

  const { status, body } = await requestTokens(url.searchParams.get("code"), verifier);
  expect(status).toBe(200);
  const { genuine, claims } = await readIdToken(body.id_token);
  expect(genuine).toBe(true);
  expect(claims).toMatchObject({
    iss: sso.issuer,
    aud: client.clientId,
    sub: "ada",
    nonce: "nonce-1",
    name: "Ada Admin",
    email: "ada@example.test",
    email_verified: true,
    groups: ["support-admins"],
  });
  expect(claims.auth_time).toBeGreaterThanOrEqual(before);
  expect(claims.auth_time).toBeLessThanOrEqual(after);
});

test("a person in no group has an empty list of groups, not a missing one", async () => {
  const { claims } = await signInForTokens(openBrowser(), "noah");
  expect(claims.groups).toEqual([]);
});

test("the page names every account with e-mail and groups, and lets nothing foreign in", async () => {
  const { html, status, headers } = await openBrowser().visit(authorizationUrl(createVerifier()));
  expect(status).toBe(200);
  expect(html).toContain("<h1>Demo single sign-on</h1>");
  for (const text of ["Vera Viewer", "alex@example.test", "support-admins", "in no group"])
    expect(html).toContain(text);
  expect(html).not.toMatch(/(src|href)="https?:/);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).toContain(`form-action 'self' ${appOrigin}`);
});

test("a code without the right PKCE verifier gives nothing", async () => {
  const { url } = await signIn(openBrowser(), "ada");
  const { status, body } = await requestTokens(url.searchParams.get("code"), createVerifier());
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: "invalid_grant" });
});

test("a request without PKCE is refused", async () => {
  const parameters = { code_challenge: "", code_challenge_method: "" };
  const { url } = await openBrowser().visit(authorizationUrl(createVerifier(), parameters));
  expect(url.searchParams.get("error")).toBe("invalid_request");
  expect(url.searchParams.get("code")).toBeNull();
});

test("a code works once", async () => {
  const { verifier, url } = await signIn(openBrowser(), "ada");
  const code = url.searchParams.get("code");
  expect((await requestTokens(code, verifier)).status).toBe(200);
  expect((await requestTokens(code, verifier)).status).toBe(400);
});

test("no other address may receive the code", async () => {
  const foreign = { redirect_uri: "http://evil.test/api/auth/callback/sso" };
  const { status, html } = await openBrowser().visit(authorizationUrl(createVerifier(), foreign));
  expect(status).toBe(400);
  expect(html).toContain("This sign-in cannot go on");
});

test("who is signed in already is not asked again", async () => {
  const browser = openBrowser();
  await signIn(browser, "alex");
  const { url } = await browser.visit(authorizationUrl(createVerifier()));
  expect(url.searchParams.get("code")).toBeTruthy();
});

test("prompt=login asks again and moves the time of sign-in forward", async () => {
  const browser = openBrowser();
  const first = await signInForTokens(browser, "alex");
  passSeconds(2);
  const page = await browser.visit(authorizationUrl(createVerifier(), { prompt: "login" }));
  expect(page.html).toContain("asks you to sign in again");
  const second = await signInForTokens(browser, "alex", { prompt: "login" });
  expect(second.claims.auth_time).toBeGreaterThan(first.claims.auth_time);
});

test("max_age asks again only when the sign-in is older", async () => {
  const browser = openBrowser();
  await signIn(browser, "alex");
  expect((await browser.visit(authorizationUrl(createVerifier(), { max_age: "3600" }))).url.origin).toBe(appOrigin);
  passSeconds(3);
  expect((await browser.visit(authorizationUrl(createVerifier(), { max_age: "1" }))).html).toContain("sign in again");
});

test("another person may sign in over the one before", async () => {
  const browser = openBrowser();
  await signIn(browser, "alex");
  const verifier = createVerifier();
  const page = await browser.visit(authorizationUrl(verifier, { prompt: "login" }));
  const { html } = await browser.visit(page.url.href, { account: "vera" });
  // the provider ends the first session by a form that submits itself
  const { url } = await browser.visit(formAction(html), hiddenFields(html));
  const { body } = await requestTokens(url.searchParams.get("code"), verifier);
  expect((await readIdToken(body.id_token)).claims.sub).toBe("vera");
});

test("cancelling leads back to the console with a refusal", async () => {
  const browser = openBrowser();
  const page = await browser.visit(authorizationUrl(createVerifier()));
  const { url } = await browser.visit(page.url.href, { cancel: "yes" });
  expect(`${url.origin}${url.pathname}`).toBe(redirectUri);
  expect(url.searchParams.get("error")).toBe("access_denied");
});

test("a sign-in page from another browser is of no use", async () => {
  const page = await openBrowser().visit(authorizationUrl(createVerifier()));
  const { status, html } = await openBrowser().visit(page.url.href, { account: "ada" });
  expect(status).toBe(400);
  expect(html).toContain("Start again from Lifeguard");
});

test("signing out ends the session here and leads back to the console's sign-in page", async () => {
  const browser = openBrowser();
  const { idToken } = await signInForTokens(browser, "ada");
  const { end_session_endpoint } = (await (await fetch(`${sso.issuer}/.well-known/openid-configuration`)).json()) as {
    end_session_endpoint: string;
  };
  const { html, headers } = await browser.visit(
    `${end_session_endpoint}?${new URLSearchParams({
      id_token_hint: idToken,
      client_id: client.clientId,
      post_logout_redirect_uri: `${appOrigin}/sign-in`,
    })}`,
  );
  const [, nonce] = /<script nonce="([^"]+)"/.exec(html) ?? [];
  expect(headers.get("content-security-policy")).toContain(`script-src 'nonce-${nonce}'`);
  const { url } = await browser.visit(formAction(html), { ...hiddenFields(html), logout: "yes" });
  expect(url.href).toBe(`${appOrigin}/sign-in`);

  const page = await browser.visit(authorizationUrl(createVerifier()));
  expect(page.html).toContain("Choose who to sign in");
});

const formAction = (html: string) => /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? "";

const hiddenFields = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
