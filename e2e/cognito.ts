import { freshName, ownSite, type PoolName } from "./setup.ts";

/** One call to the file's own pool service itself, past the console: to see what is really so, or to prepare it. */
export const cognito = async <Reply>(operation: string, input: Record<string, unknown>): Promise<Reply> => {
  const { emulatorUrl, region } = ownSite();
  const response = await fetch(emulatorUrl, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      // it takes any credentials, but like the real one it wants some
      authorization: `AWS4-HMAC-SHA256 Credential=e2e/20260101/${region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${body}`);
  return JSON.parse(body || "{}") as Reply;
};

export const getPoolId = async (name: PoolName): Promise<string> => {
  const { UserPools } = await cognito<{ UserPools: { Id: string; Name: string }[] }>("ListUserPools", {
    MaxResults: 60,
  });
  const pool = UserPools.find(({ Name }) => Name === name);
  if (!pool) throw new Error(`The emulator has no pool named ${name}.`);
  return pool.Id;
};

export interface CognitoUser {
  Username: string;
  UserStatus: string;
  Enabled: boolean;
  UserLastModifiedDate: number;
  UserAttributes: { Name: string; Value: string }[];
}

/** One call about one user, such as AdminGetUser. */
export const callOnUser = async <Reply>(
  operation: string,
  pool: PoolName,
  username: string,
  input: Record<string, unknown> = {},
): Promise<Reply> => cognito<Reply>(operation, { UserPoolId: await getPoolId(pool), Username: username, ...input });

export const getCognitoUser = (pool: PoolName, username: string): Promise<CognitoUser> =>
  callOnUser<CognitoUser>("AdminGetUser", pool, username);

/** A new user who was invited and told nothing: FORCE_CHANGE_PASSWORD, with an address that is verified. */
export const createUser = async (pool: PoolName, name: string, attributes: Record<string, string> = {}) => {
  const username = freshName(name);
  const all = { email: `${username}@example.com`, email_verified: "true", ...attributes };
  await callOnUser("AdminCreateUser", pool, username, {
    MessageAction: "SUPPRESS",
    UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
  });
  return { username, label: all.email };
};

/** A new user who signed up without an administrator: UNCONFIRMED, with an address that nobody has verified. */
export const signUpUser = async (pool: PoolName, name: string, password: string) => {
  const username = freshName(name);
  const label = `${username}@example.com`;
  await (await createApp(pool)).signUp(username, password, label);
  return { username, label };
};

export const setPermanentPassword = (pool: PoolName, username: string, password: string) =>
  callOnUser("AdminSetUserPassword", pool, username, { Password: password, Permanent: true });

interface SignInAnswer {
  ChallengeName?: string;
  Session?: string;
  AuthenticationResult?: { AccessToken: string };
}

/** An app of the pool, through which its users sign in. */
export const createApp = async (pool: PoolName) => {
  const { UserPoolClient } = await cognito<{ UserPoolClient: { ClientId: string } }>("CreateUserPoolClient", {
    UserPoolId: await getPoolId(pool),
    ClientName: "e2e",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  const { ClientId } = UserPoolClient;
  return {
    signUp: (username: string, password: string, email: string) =>
      cognito("SignUp", {
        ClientId,
        Username: username,
        Password: password,
        UserAttributes: [{ Name: "email", Value: email }],
      }),
    signIn: (username: string, password: string) =>
      cognito<SignInAnswer>("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    answerNewPassword: (session: string | undefined, username: string, password: string) =>
      cognito<SignInAnswer>("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: session,
        ChallengeResponses: { USERNAME: username, NEW_PASSWORD: password },
      }),
    confirmForgotPassword: (username: string, code: string | undefined, password: string) =>
      cognito("ConfirmForgotPassword", { ClientId, Username: username, ConfirmationCode: code, Password: password }),
  };
};
