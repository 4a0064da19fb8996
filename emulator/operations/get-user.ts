import { describeMfa } from "../mfa.ts";
import { operation } from "../operation.ts";
import { readableAttributes } from "../profile.ts";
import { GetUserRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const getUser = operation({
  name: "GetUser",
  signed: false,
  category: "UserRead",
  input: GetUserRequest,
  run({ AccessToken }, service) {
    const { client, user } = requireAccessToken(service, AccessToken);
    return { Username: user.username, UserAttributes: readableAttributes(client, user), ...describeMfa(user) };
  },
});
