import { missingAttributes, requireSchema } from "./attributes.ts";
import { minuteMs } from "./clock.ts";
import { aliasExists, type Fault, invalidParameter, notAuthorized } from "./fault.ts";
import { type Parameters, requireParameter } from "./parameters.ts";
import { requirePolicy, requireUnused, setPassword, toCredential } from "./password.ts";
import type { Client } from "./pool.ts";
import { aliasClashes, changeAttributes, takenText } from "./profile.ts";
import { requireSecretHash } from "./secret-hash.ts";
import type { Service } from "./service.ts";
import { parse } from "./shape.ts";
import { PasswordType } from "./shapes.ts";
import { issueTokens } from "./tokens.ts";
import type { User } from "./user.ts";

type Session = { id: string; challenge: string; clientId: string; sub: string; expiresAt: number };

const attributePrefix = "userAttributes.";

/** The challenge's two lists are JSON strings, and required names carry a prefix (cognito.md 7.2). */
export const newPasswordChallenge = (service: Service, client: Client, user: User) => {
  const missing = missingAttributes(client.pool.schema, (name) => user.get(name));
  const attributes = user.attributes().filter(({ Name }) => Name !== "sub");
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: openSession(service, client, user, "NEW_PASSWORD_REQUIRED"),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map((name) => attributePrefix + name)),
      userAttributes: JSON.stringify(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))),
    },
  };
};

type Answer = {
  ChallengeName: string;
  Session?: string | undefined;
  ChallengeResponses?: Parameters | undefined;
};

export const answerChallenge = (service: Service, client: Client, answer: Answer) => {
  const { ChallengeName, Session, ChallengeResponses: given = {} } = answer;
  const username = requireParameter(given, "USERNAME");
  const { session, user } = requireSession(service, client, ChallengeName, Session, username);
  requireSecretHash(client, [username, user.username], given.SECRET_HASH);
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (ChallengeName !== "NEW_PASSWORD_REQUIRED") throw unknownChallenge(ChallengeName);
  return answerNewPassword(service, client, user, session, given);
};

/** FORCE_CHANGE_PASSWORD becomes CONFIRMED. assumed: an answer that is refused leaves the session usable. */
const answerNewPassword = (service: Service, client: Client, user: User, session: Session, given: Parameters) => {
  const { pool } = client;
  const password = requireParameter(given, "NEW_PASSWORD");
  // assumed: an administrator was faster.
  if (user.status !== "FORCE_CHANGE_PASSWORD") throw invalidSession();

  const attributes = Object.entries(given).flatMap(([key, Value]) =>
    key.startsWith(attributePrefix) ? [{ Name: key.slice(attributePrefix.length), Value }] : [],
  );
  for (const { Name } of attributes) {
    if (user.get(Name)) throw notAuthorized(`Cannot modify an already provided ${Name}`);
  }
  const values = requireSchema(pool.schema, attributes, "create");
  const missing = missingAttributes(pool.schema, (name) => values.get(name) ?? user.get(name));
  // Text: observed in kdgregory/example-cognito-java#1.
  if (missing.length > 0) throw invalidParameter(`Invalid attributes given, ${missing[0]} is missing`);
  const [clash] = aliasClashes(pool, values, user);
  if (clash) throw aliasExists(takenText(pool, clash));
  requirePassword(password);
  requirePolicy(password, pool.passwordPolicy, "other");
  requireUnused(user, password, pool.passwordPolicy);

  closeSession(service, session);
  setPassword(user, toCredential(password, service.random), pool.passwordPolicy);
  user.status = "CONFIRMED";
  user.temporarySince = undefined;
  user.modifiedAt = service.clock.now();
  changeAttributes(pool, user, values);
  return { ChallengeParameters: {}, AuthenticationResult: issueTokens(service, pool, client, user) };
};

// A map's values have no pattern in the model, so the one of passwords is looked at here (assumed: as for other operations).
const requirePassword = (Password: string) =>
  parse({ type: "structure", members: { Password: PasswordType }, required: [] }, { Password });

// assumed: name and text for a challenge that this service does not give.
const unknownChallenge = (name: string): Fault => invalidParameter(`Challenge ${name} is not supported.`);

const openSession = (service: Service, client: Client, user: User, challenge: string): string => {
  // cognito.md 7.3: 3 minutes, or what the client says, 3 to 15.
  const minutes = client.settings.AuthSessionValidity ?? 3;
  const session: Session = {
    id: service.random.uuid(),
    challenge,
    clientId: client.id,
    sub: user.sub,
    expiresAt: service.clock.now() + minutes * minuteMs,
  };
  return service.seal.close("session", session);
};

const requireSession = (
  service: Service,
  client: Client,
  challenge: string,
  text: string | undefined,
  username: string,
): { session: Session; user: User } => {
  // assumed: the text.
  if (!text) throw invalidParameter("Missing required parameter Session");
  const session = service.seal.open<Session>("session", text);
  if (!session || session.clientId !== client.id || session.challenge !== challenge) throw invalidSession();
  if (session.expiresAt <= service.clock.now()) {
    throw notAuthorized("Invalid session for the user, session is expired.");
  }
  if (service.usedSessions.has(session.id)) {
    throw notAuthorized("Invalid session for the user, session can only be used once.");
  }
  const user = client.pool.users.findBySub(session.sub);
  // The answer may name the user as it did at sign-in or as USER_ID_FOR_SRP did.
  if (!user || client.pool.users.find(username) !== user) throw invalidSession();
  return { session, user };
};

const invalidSession = () => notAuthorized("Invalid session for the user.");

/** Single use. Ids are forgotten once the session would be expired anyway. */
const closeSession = (service: Service, { id, expiresAt }: Session) => {
  const now = service.clock.now();
  for (const [used, until] of service.usedSessions) if (until <= now) service.usedSessions.delete(used);
  service.usedSessions.set(id, expiresAt);
};
