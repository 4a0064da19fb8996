import { missingAttributes, requireSchema } from "../pool/attributes.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import { takeAliases } from "../users/alias-move.ts";
import { requirePasswordPolicy, requireUnusedPassword, setPassword } from "../users/password.ts";
import { changeAttributes } from "../users/profile.ts";
import { parseInput } from "../wire/shape.ts";
import { PasswordType } from "../wire/shapes.ts";
import { closeSession, invalidSession, openSession, type Session } from "./auth-session.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { askSecondFactor } from "./second-factor.ts";
import type { Conversation } from "./tokens.ts";

const attributePrefix = "userAttributes.";

/** The challenge's two lists are JSON strings, and required names carry a prefix (cognito.md 7.2). */
export const askNewPassword = (conversation: Conversation) => {
  const { client, user } = conversation;
  const missing = missingAttributes(client.pool.schema, (name) => user.get(name));
  const attributes = user.attributes().filter(({ Name }) => Name !== "sub");
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: openSession(conversation, "NEW_PASSWORD_REQUIRED"),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map((name) => attributePrefix + name)),
      userAttributes: JSON.stringify(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))),
    },
  };
};

/** FORCE_CHANGE_PASSWORD becomes CONFIRMED, before any second factor (cognito.md 2.1). assumed: an answer that is refused leaves the session usable. */
export const answerNewPassword = (conversation: Conversation, session: Session, given: AuthParameters) => {
  const { service, client, user } = conversation;
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
  requirePassword(password);
  requirePasswordPolicy(password, pool.passwordPolicy, "other");
  requireUnusedPassword(user, password, pool.passwordPolicy);
  takeAliases(service, pool, values, { user });

  closeSession(service, session);
  setPassword(service.random, pool, user, password);
  user.status = "CONFIRMED";
  user.temporarySince = undefined;
  user.modifiedAt = service.clock.now();
  changeAttributes(pool, user, values);
  return askSecondFactor(conversation);
};

// A map's values have no pattern in the model, so the one of passwords is looked at here (assumed: as for other operations).
const requirePassword = (Password: string) =>
  parseInput({ type: "structure", members: { Password: PasswordType }, required: [] }, { Password });
