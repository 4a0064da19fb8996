import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import table from "./cognito-matrix.json" with { type: "json" };
import { newPassword, outcome, password, testEmulator, toAttributes } from "./fixture.ts";
import { User, type UserStatus } from "./users/user.ts";

const emulator = testEmulator();
const { send } = emulator;
let pool = "";
let client = "";

beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await emulator.createClient(pool)).id;
});

type Cell = { result: string | null; error: { type: string; message: string } | null };
type Matrix = Record<string, Record<string, Cell>>;
type Modifier = "none" | keyof typeof table.modifiers;

let users = 0;

/** An enabled user with a verified e-mail in this status, then the one change of the modifier. */
const makeUser = async (status: UserStatus, modifier: Modifier): Promise<string> => {
  const username = `user${++users}`;
  const attributes = { email: `${username}@example.com`, email_verified: "true" };
  const name = { UserPoolId: pool, Username: username };
  if (status === "UNCONFIRMED") {
    const email = toAttributes({ email: attributes.email });
    await send(new SignUpCommand({ ClientId: client, Username: username, Password: password, UserAttributes: email }));
    const verified = toAttributes({ email_verified: "true" });
    await send(new AdminUpdateUserAttributesCommand({ ...name, UserAttributes: verified }));
  } else if (status === "EXTERNAL_PROVIDER") {
    // No call makes such a user: federation does.
    const { service } = emulator;
    const pairs = Object.entries(attributes).flat();
    const createdAt = service.clock.now();
    service.pools
      .get(pool)
      ?.users.add(new User({ username, sub: service.random.uuid(), status, createdAt, attributes: pairs }));
  } else {
    await emulator.createUser(pool, username, attributes);
    const Permanent = status !== "FORCE_CHANGE_PASSWORD";
    await send(new AdminSetUserPasswordCommand({ ...name, Password: password, Permanent }));
    if (status === "RESET_REQUIRED") await send(new AdminResetUserPasswordCommand(name));
  }
  if (modifier === "disabled=true") await send(new AdminDisableUserCommand(name));
  if (modifier === "noVerifiedContact=true") {
    const unverified = toAttributes({ email_verified: "false" });
    await send(new AdminUpdateUserAttributesCommand({ ...name, UserAttributes: unverified }));
  }
  expect((await emulator.getUser(pool, username)).UserStatus).toBe(status);
  return username;
};

const signIn = (username: string, given: string) => {
  const AuthParameters = { USERNAME: username, PASSWORD: given };
  return send(new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }));
};
const named = (Username: string) => ({ UserPoolId: pool, Username });

const calls: Record<keyof typeof table.matrix, (username: string) => Promise<unknown>> = {
  "AdminCreateUser.RESEND": (username) =>
    send(
      new AdminCreateUserCommand({ ...named(username), MessageAction: "RESEND", DesiredDeliveryMediums: ["EMAIL"] }),
    ),
  "AdminSetUserPassword.permanent": (username) =>
    send(new AdminSetUserPasswordCommand({ ...named(username), Password: newPassword, Permanent: true })),
  "AdminSetUserPassword.temporary": (username) =>
    send(new AdminSetUserPasswordCommand({ ...named(username), Password: newPassword })),
  AdminResetUserPassword: (username) => send(new AdminResetUserPasswordCommand(named(username))),
  AdminConfirmSignUp: (username) => send(new AdminConfirmSignUpCommand(named(username))),
  AdminEnableUser: (username) => send(new AdminEnableUserCommand(named(username))),
  AdminDisableUser: (username) => send(new AdminDisableUserCommand(named(username))),
  AdminUserGlobalSignOut: (username) => send(new AdminUserGlobalSignOutCommand(named(username))),
  "AdminUpdateUserAttributes.verify": (username) => {
    const verified = toAttributes({ email_verified: "true" });
    return send(new AdminUpdateUserAttributesCommand({ ...named(username), UserAttributes: verified }));
  },
  AdminDeleteUser: (username) => send(new AdminDeleteUserCommand(named(username))),
  "PasswordSignIn.right": (username) => signIn(username, password),
  "PasswordSignIn.wrong": (username) => signIn(username, "Wrong-Password-1"),
  ForgotPassword: (username) => send(new ForgotPasswordCommand({ ClientId: client, Username: username })),
};

const statusAfter = (username: string): Promise<string> =>
  emulator.getUser(pool, username).then(
    ({ UserStatus }) => UserStatus ?? "",
    (error: Error) => (error.name === "UserNotFoundException" ? "DELETED" : error.name),
  );

const tables: [Modifier, Matrix][] = [
  ["none", table.matrix],
  ["disabled=true", table.modifiers["disabled=true"]],
  ["noVerifiedContact=true", table.modifiers["noVerifiedContact=true"]],
];

describe.each(tables)("modifier %s", (modifier, matrix) => {
  test("covers every operation", () => expect(Object.keys(matrix)).toEqual(Object.keys(calls)));

  for (const [operation, call] of Object.entries(calls)) {
    for (const status of table.statuses as UserStatus[]) {
      const cell = matrix[operation]?.[status] as Cell;
      // A cell with neither result nor error says that the behaviour is unknown.
      if (cell.result === null && cell.error === null) continue;
      const title = cell.error ? `${cell.error.type}: ${cell.error.message}` : `becomes ${cell.result}`;
      test(`${operation} on ${status}: ${title}`, async () => {
        const username = await makeUser(status, modifier);
        const expected = cell.error ? title.replace("<user>", username) : "ok";
        expect(await outcome(call(username))).toBe(expected);
        expect(await statusAfter(username)).toBe(cell.result ?? status);
      });
    }
  }
});

describe("the signed way in answers like the public one", () => {
  for (const status of table.statuses as UserStatus[]) {
    const { error } = table.matrix["PasswordSignIn.right"][status] as Cell;
    const expected = error ? `${error.type}: ${error.message}` : "ok";
    test(`${status}: ${expected}`, async () => {
      const username = await makeUser(status, "none");
      const AuthParameters = { USERNAME: username, PASSWORD: password };
      const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
      const command = new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId: client, AuthFlow, AuthParameters });
      expect(await outcome(send(command))).toBe(expected);
    });
  }
});
