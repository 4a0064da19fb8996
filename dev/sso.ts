import { generateKeyPair, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { promisify } from "node:util";
import Provider, {
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from "oidc-provider";
import { type Account, staffOf } from "./accounts.ts";
import { createMemory } from "./sso-memory.ts";
import { type Page, toMessagePage, toSignInPage, toSignOutPage } from "./sso-page.ts";

export interface SsoOptions {
  port: number;
  host?: string;
  clientId: string;
  clientSecret: string;
  appOrigin: string;
  /** Who can sign in; the demo's staff if nobody is named. */
  accounts?: Account[];
}

export interface Sso {
  issuer: string;
  close: () => Promise<void>;
}

const scopes = "openid profile email groups";

const createNonce = () => randomBytes(16).toString("base64");

const createSigningKey = async (): Promise<JWK> => {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "demo" } as JWK;
};

/** The provider asks for a sign-in and never for consent: the console is the company's own. */
const createPolicy = () => {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  return policy;
};

const loadGrant = async ({ oidc }: KoaContextWithOIDC) => {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known && (await provider.Grant.find(known));
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(scopes);
  await grant.save();
  return grant;
};

const hour = 60 * 60;

const createConfiguration = async (
  { clientId, clientSecret, appOrigin }: SsoOptions,
  people: readonly Account[],
): Promise<Configuration> => ({
  adapter: createMemory(),
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      client_name: "Lifeguard",
      redirect_uris: [`${appOrigin}/api/auth/callback/sso`],
      post_logout_redirect_uris: [`${appOrigin}/sign-in`],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      // the console decides by it whether a sign-in is recent enough
      require_auth_time: true,
    },
  ],
  jwks: { keys: [await createSigningKey()] },
  cookies: { keys: [randomBytes(32).toString("base64")] },
  pkce: { required: () => true },
  // name, e-mail and groups in the ID token itself, as company providers send them
  conformIdTokenClaims: false,
  claims: { profile: ["name"], email: ["email", "email_verified"], groups: ["groups"] },
  scopes: scopes.split(" "),
  findAccount: (_context, id) => {
    const account = people.find((person) => person.id === id);
    if (!account) return undefined;
    const { name, email, groups } = account;
    return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: true, groups }) };
  },
  loadExistingGrant: loadGrant,
  interactions: { policy: createPolicy(), url: (_context, { uid }) => `/interaction/${uid}` },
  ttl: { AccessToken: hour, IdToken: hour, Interaction: hour, Grant: 12 * hour, Session: 12 * hour },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => show(context, toSignOutPage({ form, nonce: createNonce(), appOrigin })),
      postLogoutSuccessSource: (context) =>
        show(
          context,
          toMessagePage({ title: "Signed out", message: "You are signed out.", nonce: createNonce(), appOrigin }),
        ),
    },
  },
  renderError: (context, { error, error_description }) =>
    show(
      context,
      toMessagePage({
        title: "This sign-in cannot go on",
        message: `${error}: ${error_description ?? "no further explanation"}`,
        nonce: createNonce(),
        appOrigin,
      }),
    ),
});

const show = (context: KoaContextWithOIDC, { html, policy }: Page) => {
  context.type = "html";
  context.set("content-security-policy", policy);
  context.body = html;
};

const sendPage = (response: ServerResponse, status: number, { html, policy }: Page) => {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(html);
};

const formBytesMax = 4096;

const readForm = async (request: IncomingMessage) => {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > formBytesMax) throw new errors.InvalidRequest("the form is too large");
  }
  return new URLSearchParams(text);
};

/** The one page that is ours: who are you? */
const createInteraction =
  (provider: Provider, appOrigin: string, accounts: Account[]) =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const { params, session } = await provider.interactionDetails(request, response);
    const form = request.method === "POST" ? await readForm(request) : undefined;
    if (form?.has("cancel"))
      return provider.interactionFinished(request, response, {
        error: "access_denied",
        error_description: "the sign-in was cancelled",
      });
    const account = accounts.find(({ id }) => id === form?.get("account"));
    if (account)
      return provider.interactionFinished(
        request,
        response,
        { login: { accountId: account.id } },
        { mergeWithLastSubmission: false },
      );
    const again = Boolean(session?.accountId) && (params.prompt === "login" || params.max_age !== undefined);
    return sendPage(response, 200, toSignInPage({ accounts, again, nonce: createNonce(), appOrigin }));
  };

/** An OpenID Connect provider for the demo and the browser tests. It asks for no password: keep it on loopback. */
export const startSso = async (options: SsoOptions): Promise<Sso> => {
  const { port, host = "127.0.0.1", appOrigin, accounts = staffOf() } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const issuer = `http://${host}:${typeof address === "object" && address ? address.port : port}`;

  const provider = new Provider(issuer, await createConfiguration(options, accounts));
  provider.on("server_error", (_context, error) => console.error("The sign-in service failed:", error));
  const interaction = createInteraction(provider, appOrigin, accounts);
  const rest = provider.callback();

  server.on("request", async (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return rest(request, response);
    try {
      await interaction(request, response);
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) console.error("The sign-in service failed:", error);
      if (response.headersSent) return response.destroy();
      const message =
        "It is too old, was opened in another browser, or was answered already. Start again from Lifeguard.";
      sendPage(
        response,
        400,
        toMessagePage({ title: "This sign-in cannot go on", message, nonce: createNonce(), appOrigin }),
      );
    }
  });

  return {
    issuer,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
