import { requireSchema } from "../attributes.ts";
import { aliasExists, unsupportedUserState, usernameExists } from "../fault.ts";
import { sendInvitation } from "../messages.ts";
import { operation } from "../operation.ts";
import { generatePassword, requirePolicy, setPassword } from "../password.ts";
import { type Pool, requireUser } from "../pool.ts";
import { aliasClashes, releaseAliases, takenText, writeAttributes } from "../profile.ts";
import { requirePool, type Service } from "../service.ts";
import type { Infer } from "../shape.ts";
import { AdminCreateUserRequest } from "../shapes.ts";
import { describeUser, User } from "../user.ts";
import { nameNewUser } from "../username.ts";

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
    requirePolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
  const clashes = aliasClashes(pool, values);
  const [clash] = clashes;
  // ForceAliasCreation moves a verified alias; a sign-in attribute is never moved (cognito.md 6).
  if (clash && (!input.ForceAliasCreation || pool.usernameIsSub)) throw aliasExists(takenText(pool, clash));
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
    requirePolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
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
