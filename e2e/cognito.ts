import { emulatorUrl } from "./setup.ts";

/** One call to the pool service itself, past the console: to see what is really so, or to prepare it. */
export const cognito = async <Reply>(operation: string, input: Record<string, unknown>): Promise<Reply> => {
  const response = await fetch(emulatorUrl, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      // it takes any credentials, but like the real one it wants some
      authorization:
        "AWS4-HMAC-SHA256 Credential=e2e/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${body}`);
  return JSON.parse(body || "{}") as Reply;
};

export const getPoolId = async (name: "Customers" | "Staging"): Promise<string> => {
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
  UserAttributes: { Name: string; Value: string }[];
}

export const getCognitoUser = async (pool: "Customers" | "Staging", username: string): Promise<CognitoUser> =>
  cognito<CognitoUser>("AdminGetUser", { UserPoolId: await getPoolId(pool), Username: username });
