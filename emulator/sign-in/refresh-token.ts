import { authFlows, type Client, type Pool } from "../pool/pool.ts";
import { secondMs } from "../service/clock.ts";
import { notAuthorized, refreshTokenReuse, userNotFound } from "../service/fault.ts";
import { alphabets } from "../service/random.ts";
import type { Service } from "../service/service.ts";
import { findDevice, meetDevice } from "../users/devices.ts";
import type { SignIn, User } from "../users/user.ts";
import { type Conversation, signTokens, tokenLives } from "./tokens.ts";

type RefreshToken = { id: string; sub: string; clientId: string; originJti: string; expiresAt: number };

/** A finished sign-in: tokens, and the record of it by which they can be revoked (cognito.md 7.8). */
export const issueTokens = (conversation: Conversation) => {
  const { service, client, user } = conversation;
  const now = service.clock.now();
  const { deviceKey, ...device } = meetDevice(conversation);
  const signIn: SignIn = {
    originJti: service.random.uuid(),
    clientId: client.id,
    startedAt: now,
    expiresAt: now + tokenLives(client).refreshMs,
    lastActiveAt: now,
    refreshId: service.random.uuid(),
    rotatedOut: undefined,
    sessionId: sessionIdPrefix + service.random.text(sessionIdAlphabet, 25),
    deviceKey,
  };
  const live = (user.signIns ?? []).filter(({ expiresAt }) => expiresAt > now);
  user.signIns = [...withinLimit(client.pool, live), signIn];
  return { ...signTokens(conversation, signIn), RefreshToken: closeRefreshToken(conversation, signIn), ...device };
};

/** Where sessions are tracked, a further one takes the place of those that were used least recently (API reference, UserPoolTokenSessionConfigType). */
const withinLimit = ({ sessions }: Pool, signIns: readonly SignIn[]): readonly SignIn[] => {
  const { UserSessionTracking, TokenSession } = sessions;
  const kept = TokenSession.MaxPerUser - 1;
  if (UserSessionTracking !== "ENABLED" || signIns.length <= kept) return signIns;
  const latest = new Set(signIns.toSorted((a, b) => b.lastActiveAt - a.lastActiveAt).slice(0, kept));
  return signIns.filter((signIn) => latest.has(signIn));
};

// 28 lower-case letters and digits (API reference, AdminListUserSessions). There is no SSO without managed login.
const sessionIdPrefix = "tkn";
const sessionIdAlphabet = alphabets.lowercase + alphabets.digits;

const closeRefreshToken = ({ service, client, user }: Conversation, signIn: SignIn): string => {
  const { refreshId, originJti, expiresAt } = signIn;
  const token: RefreshToken = { id: refreshId, sub: user.sub, clientId: client.id, originJti, expiresAt };
  return service.seal.close("refresh", token);
};

/** The token's sign-in as far as it is still known, for the client that it was given to. */
export const findRefreshToken = (service: Service, client: Client, text: string) => {
  const token = service.seal.open<RefreshToken>("refresh", text);
  if (!token || token.clientId !== client.id) return undefined;
  const user = client.pool.users.findBySub(token.sub);
  const signIn = user?.signIns?.find(({ originJti }) => originJti === token.originJti);
  return { token, user, signIn };
};

/** Texts: aws-sdk-cpp#1789 and aws-sdk-net#1936, observed. assumed: the other texts, and the order. */
export const requireRefreshToken = (service: Service, client: Client, text: string, deviceKey: string | undefined) => {
  const { token, user, signIn } = findRefreshToken(service, client, text) ?? {};
  if (!token) throw notAuthorized("Invalid Refresh Token.");
  if (!user) throw userNotFound("User does not exist.");
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (token.expiresAt <= service.clock.now()) throw notAuthorized("Refresh Token has expired");
  if (!signIn) throw notAuthorized("Refresh Token has been revoked");
  // A tracked device has to be named (aws-sdk-net-extensions-cognito#85, observed).
  if (findDevice(user, signIn.deviceKey) && deviceKey !== signIn.deviceKey)
    throw notAuthorized("Invalid Refresh Token.");
  return { user, signIn, refreshId: token.id };
};

export const rotatesRefreshTokens = ({ settings }: Client) => settings.RefreshTokenRotation?.Feature === "ENABLED";

/** New access and ID tokens of the same sign-in; a new refresh token only where the client rotates them (API reference, GetTokensFromRefreshToken). */
export const refreshTokens = (
  service: Service,
  client: Client,
  given: { user: User; signIn: SignIn; refreshId: string },
) => {
  const { user, signIn, refreshId } = given;
  const now = service.clock.now();
  const conversation = { service, client, user, eventId: service.random.uuid() };
  const rotation = rotatesRefreshTokens(client);
  if (rotation) rotate(service, client, signIn, refreshId);
  signIn.lastActiveAt = now;
  return {
    ...signTokens(conversation, signIn),
    ...(rotation ? { RefreshToken: closeRefreshToken(conversation, signIn) } : {}),
  };
};

/** During its grace period the old token gives the new one again (assumed), after that it is refused. */
const rotate = (service: Service, client: Client, signIn: SignIn, refreshId: string) => {
  const now = service.clock.now();
  if (refreshId === signIn.refreshId) {
    const graceMs = (client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * secondMs;
    signIn.rotatedOut = { id: refreshId, until: now + graceMs };
    signIn.refreshId = service.random.uuid();
  } else if (signIn.rotatedOut?.id !== refreshId || signIn.rotatedOut.until <= now) {
    // assumed: the text.
    throw refreshTokenReuse("Refresh token has been rotated out");
  }
};

/** Flows named the old way, without ALLOW_ (cognito.md 7.1). */
export const isLegacyClient = (client: Client) => !authFlows(client).some((flow) => flow.startsWith("ALLOW_"));

/** Clients that name their flows the old way may always refresh; one that rotates does it by GetTokensFromRefreshToken alone (guide, amazon-cognito-user-pools-using-the-refresh-token). */
export const mayRefreshTokens = (client: Client) =>
  !rotatesRefreshTokens(client) && (isLegacyClient(client) || authFlows(client).includes("ALLOW_REFRESH_TOKEN_AUTH"));
