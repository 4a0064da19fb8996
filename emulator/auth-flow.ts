import { invalidParameter } from "./fault.ts";
import { type Parameters, requireParameter } from "./parameters.ts";
import { authFlows, type Client } from "./pool.ts";
import { isLegacy, mayRefresh, refreshTokens, requireRefreshToken } from "./refresh-token.ts";
import { requireSecretHash } from "./secret-hash.ts";
import type { Service } from "./service.ts";
import { signInWithPassword, signInWithSrp } from "./sign-in.ts";

type Flow = {
  isOn: (client: Client) => boolean;
  off: string;
  run: (service: Service, client: Client, given: Parameters, hides: boolean) => object;
};

const on =
  (...names: string[]) =>
  (client: Client) =>
    authFlows(client).some((flow) => names.includes(flow));

/** By refresh token. The hash is over the username or the sub (cognito.md 7.4). */
const refresh = (service: Service, client: Client, given: Parameters) => {
  const refreshed = requireRefreshToken(service, client, requireParameter(given, "REFRESH_TOKEN"), given.DEVICE_KEY);
  requireSecretHash(client, [refreshed.user.username, refreshed.user.sub], given.SECRET_HASH);
  return { ChallengeParameters: {}, AuthenticationResult: refreshTokens(service, client, refreshed) };
};

const adminOff = "Auth flow not enabled for this client";

// Clients that name their flows the old way have SRP unless they are for custom flows only (API reference, CreateUserPoolClient).
// Texts: cognito.md 7.1. For SRP it is quoted by many, for refresh assumed.
const passwordFlow: Flow = {
  isOn: on("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
  off: "USER_PASSWORD_AUTH flow not enabled for this client",
  run: signInWithPassword,
};
const adminPasswordFlow: Flow = {
  isOn: on("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
  off: adminOff,
  run: signInWithPassword,
};
const srpFlow: Flow = {
  isOn: (client) => on("ALLOW_USER_SRP_AUTH")(client) || (isLegacy(client) && !on("CUSTOM_AUTH_FLOW_ONLY")(client)),
  off: "USER_SRP_AUTH is not enabled for the client.",
  run: signInWithSrp,
};
const refreshFlow: Flow = {
  isOn: mayRefresh,
  off: "REFRESH_TOKEN_AUTH flow not enabled for this client",
  run: refresh,
};

const shared = { USER_SRP_AUTH: srpFlow, REFRESH_TOKEN_AUTH: refreshFlow, REFRESH_TOKEN: refreshFlow };

const openFlows = new Map<string, Flow>(Object.entries({ ...shared, USER_PASSWORD_AUTH: passwordFlow }));

// ADMIN_NO_SRP_AUTH is the old name of the same flow (cognito.md 7.1).
const adminFlows = new Map<string, Flow>(
  Object.entries({ ...shared, ADMIN_USER_PASSWORD_AUTH: adminPasswordFlow, ADMIN_NO_SRP_AUTH: adminPasswordFlow }),
);

const requireFlow = (flows: Map<string, Flow>, name: string): Flow => {
  const flow = flows.get(name);
  // Text: soto-cognito-authentication-kit#10 and aws-doc-sdk-examples#5289, observed for the other operation's flows.
  if (!flow) throw invalidParameter("Initiate Auth method not supported.");
  return flow;
};

export const requireOpenFlow = (client: Client, name: string): Flow => {
  const flow = requireFlow(openFlows, name);
  if (!flow.isOn(client)) throw invalidParameter(flow.off);
  return flow;
};

export const requireAdminFlow = (client: Client, name: string): Flow => {
  const flow = requireFlow(adminFlows, name);
  if (!flow.isOn(client)) throw invalidParameter(adminOff);
  return flow;
};
