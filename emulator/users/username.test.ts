import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { User } from "./user.ts";

const emulator = testEmulator();
const { send } = emulator;

const subOf = async (pool: string, username: string) =>
  (await emulator.getUser(pool, username)).UserAttributes?.find(({ Name }) => Name === "sub")?.Value ?? "";

describe("the sub as Username", () => {
  test("means the user in every signed operation, and the journal says who that was", async () => {
    const pool = await emulator.createPool();
    await emulator.createConfirmed(pool, "ada", { email: "ada@example.com", email_verified: "true" });
    const Username = await subOf(pool, "ada");
    const named = { UserPoolId: pool, Username };
    expect((await emulator.getUser(pool, Username)).Username).toBe("ada");
    const UserAttributes = toAttributes({ name: "Ada" });
    expect(await outcome(send(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes })))).toBe("ok");
    expect(await outcome(send(new AdminResetUserPasswordCommand(named)))).toBe("ok");
    expect(await outcome(send(new AdminDisableUserCommand(named)))).toBe("ok");
    const { Users } = await send(new ListUsersCommand({ UserPoolId: pool }));
    expect(Users).toMatchObject([{ Username: "ada", Enabled: false, UserStatus: "RESET_REQUIRED" }]);
    const { entries } = await emulator.control<{ entries: object[] }>("GET", "journal?operation=AdminDisableUser");
    expect(entries).toMatchObject([{ username: Username, resolvedUsername: "ada" }]);
  });

  test("signs nobody in", async () => {
    const pool = await emulator.createPool();
    const ClientId = (await emulator.createClient(pool)).id;
    await emulator.createConfirmed(pool, "ada");
    const AuthParameters = { USERNAME: await subOf(pool, "ada"), PASSWORD: password };
    const command = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    expect(await outcome(send(command))).toBe("UserNotFoundException: User does not exist.");
  });

  test("does not mean a federated user, and gives way to a username that looks like it", async () => {
    const pool = await emulator.createPool();
    const { service } = emulator;
    const sub = service.random.uuid();
    const federated = { username: "google_1", sub, status: "EXTERNAL_PROVIDER" as const, createdAt: 0, attributes: [] };
    service.pools.get(pool)?.users.add(new User(federated));
    expect(await outcome(emulator.getUser(pool, sub))).toBe("UserNotFoundException: User does not exist.");
    await emulator.createUser(pool, "ada");
    const adas = await subOf(pool, "ada");
    await emulator.createUser(pool, adas);
    expect((await emulator.getUser(pool, adas)).Username).toBe(adas);
  });
});

describe("in a pool that signs in with e-mail, an e-mail beside the username", () => {
  const differs =
    "InvalidParameterException: User email should be empty or same as username, since username attribute is email";
  test.each([
    ["ada@example.com", "ada@example.com", undefined, "ok"],
    ["ada@example.com", "other@example.com", undefined, differs],
    ["ada@example.com", "Ada@example.com", undefined, differs],
    ["ada@example.com", "Ada@example.com", false, "ok"],
  ])("%s beside %s, case-sensitive %s: %s", async (Username, email, CaseSensitive, expected) => {
    const UsernameConfiguration = CaseSensitive === undefined ? undefined : { CaseSensitive };
    const pool = await emulator.createPool({ UsernameAttributes: ["email"], UsernameConfiguration });
    const ClientId = (await emulator.createClient(pool)).id;
    const UserAttributes = toAttributes({ email });
    const invited = { UserPoolId: pool, MessageAction: "SUPPRESS" as const };
    expect(await outcome(send(new AdminCreateUserCommand({ ...invited, Username, UserAttributes })))).toBe(expected);
    const other = Username.replace("ada", "grace");
    const signed = { ClientId, Username: other, Password: password };
    const given = toAttributes({ email: email.replace(/ada/, "grace").replace(/Ada/, "Grace") });
    expect(await outcome(send(new SignUpCommand({ ...signed, UserAttributes: given })))).toBe(expected);
  });

  test("and a phone number beside a phone number", async () => {
    const pool = await emulator.createPool({ UsernameAttributes: ["phone_number", "email"] });
    const invited = { UserPoolId: pool, Username: "+12125550100", MessageAction: "SUPPRESS" as const };
    const create = (attributes: Record<string, string>) =>
      outcome(send(new AdminCreateUserCommand({ ...invited, UserAttributes: toAttributes(attributes) })));
    expect(await create({ phone_number: "+12125550101" })).toBe(
      "InvalidParameterException: User phone_number should be empty or same as username, since username attribute is phone_number",
    );
    expect(await create({ email: "ada@example.com" })).toBe("ok");
  });
});
