import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { fromAttributes, newPassword, outcome, password, temporaryPassword, toAttributes } from "../fixture.ts";
import { canSignIn, conformanceTarget, isRemote } from "./target.ts";

// Only what cognito.md has from the documentation or from observation is asked for here; what is assumed is not.
const target = conformanceTarget();
const { send, create, named, getUser } = target;
// A real pool lists a change a while after it.
const patience = isRemote ? { timeout: 20_000, interval: 1_000 } : {};

const setPassword = (user: ReturnType<typeof named>, Permanent: boolean, Password = password) =>
  send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent }));
const list = (rest: Partial<ListUsersCommandInput>) =>
  send(new ListUsersCommand({ UserPoolId: target.poolId, ...rest }));

describe("a user that an administrator creates", () => {
  test("must change the password, is enabled, and has a sub", async () => {
    const { created } = await create("new", { email: "new@example.com" });
    expect(created).toMatchObject({ UserStatus: "FORCE_CHANGE_PASSWORD", Enabled: true });
    const { sub, email } = fromAttributes(created?.Attributes);
    expect(sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(email).toBe("new@example.com");
    expect(created?.UserCreateDate).toBeInstanceOf(Date);
  });
  test("exists only once", async () => {
    const { user } = await create("once");
    const again = send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
    expect(await outcome(again)).toBe("UsernameExistsException: User account already exists");
  });
  test("is gone once deleted, and a second time not found", async () => {
    const { user } = await create("gone");
    await send(new AdminDeleteUserCommand(user));
    expect(await outcome(getUser(user))).toBe("UserNotFoundException: User does not exist.");
    expect(await outcome(send(new AdminDeleteUserCommand(user)))).toMatch(/^UserNotFoundException: /);
  });
});

describe("statuses", () => {
  test("a permanent password confirms, a temporary one must be changed, whatever was before", async () => {
    const { user } = await create("passwords");
    await setPassword(user, true);
    expect((await getUser(user)).UserStatus).toBe("CONFIRMED");
    await setPassword(user, false, newPassword);
    expect((await getUser(user)).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  });
  test("disabling is a flag beside the status", async () => {
    const { user } = await create("flag");
    await send(new AdminDisableUserCommand(user));
    expect(await getUser(user)).toMatchObject({ Enabled: false, UserStatus: "FORCE_CHANGE_PASSWORD" });
    await send(new AdminEnableUserCommand(user));
    expect((await getUser(user)).Enabled).toBe(true);
  });
  test("a password that waits to be changed cannot be reset", async () => {
    const { user } = await create("waiting", { email: "waiting@example.com", email_verified: "true" });
    const reset = send(new AdminResetUserPasswordCommand(user));
    expect(await outcome(reset)).toBe("NotAuthorizedException: User password cannot be reset in the current state.");
  });
  test("without a verified contact nothing can be reset", async () => {
    const { user } = await create("unreachable");
    await setPassword(user, true);
    expect(await outcome(send(new AdminResetUserPasswordCommand(user)))).toMatch(/^InvalidParameterException: /);
    expect((await getUser(user)).UserStatus).toBe("CONFIRMED");
  });
  test("who is confirmed cannot be confirmed", async () => {
    const { user } = await create("confirmed");
    await setPassword(user, true);
    const confirm = send(new AdminConfirmSignUpCommand(user));
    expect(await outcome(confirm)).toBe(
      "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
    );
  });
});

describe("refusals", () => {
  test("are HTTP 400", async () => {
    const error: unknown = await getUser(named("nobody")).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: "UserNotFoundException", $metadata: { httpStatusCode: 400 } });
  });
  test("a password below every policy", async () => {
    const { user } = await create("weak");
    expect(await outcome(setPassword(user, true, "abc"))).toMatch(/^InvalidPasswordException: /);
  });
  test("a password with a space at its edge is no password at all", async () => {
    const { user } = await create("spaced");
    expect(await outcome(setPassword(user, true, ` ${password}`))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy constraint: /,
    );
  });
  test("an attribute that the pool does not have", async () => {
    const { user } = await create("attribute");
    const UserAttributes = toAttributes({ "custom:conformance_none": "x" });
    const update = send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes }));
    expect(await outcome(update)).toMatch(/^InvalidParameterException: .*Attribute does not exist in the schema/s);
  });
  test("a pool that is not there", async () => {
    const UserPoolId = `${target.poolId.split("_")[0]}_ZZZZZZZZZ`;
    const describePool = send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(await outcome(describePool)).toMatch(/^ResourceNotFoundException: /);
  });
});

describe("ListUsers", () => {
  test.each(["email", "email = x", 'email = "a"b"'])("the filter %s cannot be parsed", async (Filter) =>
    expect(await outcome(list({ Filter }))).toBe("InvalidParameterException: Error while parsing filter."),
  );
  test("finds by name and by beginning, and a token belongs to its filter", async () => {
    for (const name of ["list-a", "list-b"]) await create(name);
    const Filter = `username ^= "${named("list-").Username}"`;
    await expect.poll(async () => (await list({ Filter })).Users?.length, patience).toBe(2);
    const { Users, PaginationToken } = await list({ Filter, Limit: 1 });
    expect(Users).toHaveLength(1);
    expect(PaginationToken).toBeTruthy();
    expect(await outcome(list({ Filter, Limit: 1, PaginationToken }))).toBe("ok");
    expect(await outcome(list({ Limit: 1, PaginationToken }))).toMatch(/^InvalidParameterException: /);
    const exact = await list({ Filter: `"username" = "${named("list-a").Username}"` });
    expect(exact.Users?.map(({ Username }) => Username)).toEqual([named("list-a").Username]);
  });
  test("gives no more than 60", async () =>
    expect(await outcome(list({ Limit: 61 }))).toMatch(/^InvalidParameterException: 1 validation error detected: /));
});

describe.skipIf(!canSignIn)("signing in", () => {
  const signIn = (USERNAME: string, PASSWORD: string) => {
    const flow = {
      UserPoolId: target.poolId,
      ClientId: target.clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH" as const,
    };
    return send(new AdminInitiateAuthCommand({ ...flow, AuthParameters: { USERNAME, PASSWORD } }));
  };
  test("with a temporary password asks for a new one, and that confirms", async () => {
    const { user } = await create("first");
    const { ChallengeName, Session } = await signIn(user.Username, temporaryPassword);
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const { AuthenticationResult } = await send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: target.poolId,
        ClientId: target.clientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        ...(Session === undefined ? {} : { Session }),
        ChallengeResponses: { USERNAME: user.Username, NEW_PASSWORD: newPassword },
      }),
    );
    expect(AuthenticationResult?.TokenType).toBe("Bearer");
    expect((await getUser(user)).UserStatus).toBe("CONFIRMED");
  });
  test("with a wrong password or disabled is refused", async () => {
    const { user } = await create("refused");
    await setPassword(user, true);
    expect(await outcome(signIn(user.Username, newPassword))).toBe(
      "NotAuthorizedException: Incorrect username or password.",
    );
    await send(new AdminDisableUserCommand(user));
    expect(await outcome(signIn(user.Username, password))).toBe("NotAuthorizedException: User is disabled.");
  });
});
