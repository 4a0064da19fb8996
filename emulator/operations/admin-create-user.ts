import { sendInvitation } from "../messages/messages.ts";
import { requireSchema } from "../pool/attributes.ts";
import type { Pool } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { usernameExists } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import { takeAliases } from "../users/alias-move.ts";
import { giveTemporaryPassword, renewInvitation } from "../users/invitation.ts";
import { generatePassword, requirePasswordPolicy } from "../users/password.ts";
import { writeAttributes } from "../users/profile.ts";
import { describeUser, User } from "../users/user.ts";
import { fillAttributes, nameNewUser } from "../users/username.ts";
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
  fillAttributes(pool, values, fills);
  if (input.TemporaryPassword !== undefined)
    requirePasswordPolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
  takeAliases(service, pool, values, { force: input.ForceAliasCreation ?? false });

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
