import { authFlows, type Client } from "../pool/pool.ts";
import { invalidParameter } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { signInByChoice } from "./choice.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { isLegacyClient, mayRefreshTokens, refreshTokens, requireRefreshToken } from "./refresh-token.ts";
import { requireSecretHash } from "./secret-hash.ts";
import { signInWithPassword, signInWithSrp } from "./sign-in.ts";

type Flow = {
  isOn: (client: Client) => boolean;
  off: string;
  run: (service: Service, client: Client, given: AuthParameters, hides: boolean) => object;
};

const allowsFlow =
  (...names: string[]) =>
  (client: Client) =>
    authFlows(client).some((flow) => names.includes(flow));

/** By refresh token. The hash is over the username or the sub (cognito.md 7.4). */
const refresh = (service: Service, client: Client, given: AuthParameters) => {
  const refreshed = requireRefreshToken(service, client, requireParameter(given, "REFRESH_TOKEN"), given.DEVICE_KEY);
  requireSecretHash(client, [refreshed.user.username, refreshed.user.sub], given.SECRET_HASH);
  return { ChallengeParameters: {}, AuthenticationResult: refreshTokens(service, client, refreshed) };
};

const adminOff = "Auth flow not enabled for this client";

// Clients that name their flows the old way have SRP unless they are for custom flows only (API reference, CreateUserPoolClient).
// Texts: cognito.md 7.1. For SRP it is quoted by many, for refresh assumed.
const passwordFlow: Flow = {
  isOn: allowsFlow("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
  off: "USER_PASSWORD_AUTH flow not enabled for this client",
  run: signInWithPassword,
};
const adminPasswordFlow: Flow = {
  isOn: allowsFlow("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
  off: adminOff,
  run: signInWithPassword,
};
const srpFlow: Flow = {
  isOn: (client) =>
    allowsFlow("ALLOW_USER_SRP_AUTH")(client) ||
    (isLegacyClient(client) && !allowsFlow("CUSTOM_AUTH_FLOW_ONLY")(client)),
  off: "USER_SRP_AUTH is not enabled for the client.",
  run: signInWithSrp,
};
const refreshFlow: Flow = {
  isOn: mayRefreshTokens,
  off: "REFRESH_TOKEN_AUTH flow not enabled for this client",
  run: refresh,
};

const choiceFlow: Flow = {
  isOn: allowsFlow("ALLOW_USER_AUTH"),
  // assumed: the text, after the one for SRP.
  off: "USER_AUTH is not enabled for the client.",
  run: signInByChoice,
};

const sharedFlows = {
  USER_AUTH: choiceFlow,
  USER_SRP_AUTH: srpFlow,
  REFRESH_TOKEN_AUTH: refreshFlow,
  REFRESH_TOKEN: refreshFlow,
};

const openFlows = new Map<string, Flow>(Object.entries({ ...sharedFlows, USER_PASSWORD_AUTH: passwordFlow }));

// ADMIN_NO_SRP_AUTH is the old name of the same flow (cognito.md 7.1).
const adminFlows = new Map<string, Flow>(
  Object.entries({ ...sharedFlows, ADMIN_USER_PASSWORD_AUTH: adminPasswordFlow, ADMIN_NO_SRP_AUTH: adminPasswordFlow }),
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
