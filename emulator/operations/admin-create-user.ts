import { sendInvitation } from "../messages/messages.ts";
import { requireSchema } from "../pool/attributes.ts";
import { type Pool, requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { aliasExists, unsupportedUserState, usernameExists } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import { generatePassword, requirePasswordPolicy, setPassword } from "../users/password.ts";
import { aliasClashes, aliasTakenText, releaseAliases, writeAttributes } from "../users/profile.ts";
import { describeUser, User } from "../users/user.ts";
import { nameNewUser } from "../users/username.ts";
import type { Infer } from "../wire/shape.ts";
import { AdminCreateUserRequest } from "../wire/shapes.ts";

type Input = Infer<typeof AdminCreateUserRequest>;

export const adminCreateUser = operation({
  name: "AdminCreateUser",
  signed: true,
  category: "UserCreation",
  access: "write",
  input: AdminCreateUserRequest,
  run(input, service) {
    const pool = requirePool(service, input.UserPoolId);
    const user =
      input.MessageAction === "RESEND" ? renewInvitation(service, pool, input) : create(service, pool, input);
    return { User: describeUser(user) };
  },
});

const create = (service: Service, pool: Pool, input: Input): User => {
  const sub = service.random.uuid();
  const { username, fills } = nameNewUser(pool, input.Username, sub);
  if (pool.users.find(input.Username)) throw usernameExists("User account already exists");
  const values = requireSchema(pool.schema, [...(input.UserAttributes ?? [])], "create");
  for (const [name, value] of fills) values.set(name, value);
  if (input.TemporaryPassword !== undefined)
    requirePasswordPolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
  const clashes = aliasClashes(pool, values);
  const [clash] = clashes;
  // ForceAliasCreation moves a verified alias; a sign-in attribute is never moved (cognito.md 6).
  if (clash && (!input.ForceAliasCreation || pool.usernameIsSub)) throw aliasExists(aliasTakenText(pool, clash));
  releaseAliases(pool, clashes);

  const user = new User({
    username,
    sub,
    status: "FORCE_CHANGE_PASSWORD",
    createdAt: service.clock.now(),
    attributes: [],
  });
  pool.users.add(user);
  writeAttributes(pool, user, values);
  // Without a password in a passwordless pool: confirmed at once, and no password is made up (cognito.md 2.1).
  const password =
    input.TemporaryPassword ?? (pool.passwordless ? undefined : generatePassword(pool.passwordPolicy, service.random));
  if (password === undefined) user.status = "CONFIRMED";
  else giveTemporaryPassword(service, pool, user, password);
  if (input.MessageAction !== "SUPPRESS") sendInvitation(service, pool, user, password, input.DesiredDeliveryMediums);
  return user;
};

/** New temporary password, the clock of its expiry restarted, invitation sent; disabled users too (assumed). */
const renewInvitation = (service: Service, pool: Pool, input: Input): User => {
  const user = requireUser(pool, input.Username);
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    // assumed: the text, and the username as placeholder (cognito.md 12, item 3).
    throw unsupportedUserState(`Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`);
  }
  if (input.TemporaryPassword !== undefined)
    requirePasswordPolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
  const password = input.TemporaryPassword ?? generatePassword(pool.passwordPolicy, service.random);
  giveTemporaryPassword(service, pool, user, password);
  user.modifiedAt = service.clock.now();
  sendInvitation(service, pool, user, password, input.DesiredDeliveryMediums);
  return user;
};

const giveTemporaryPassword = (service: Service, pool: Pool, user: User, password: string) => {
  setPassword(service.random, pool, user, password);
  user.temporarySince = service.clock.now();
};
