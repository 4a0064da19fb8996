import { operation } from "../service/operation.ts";
import { describeMfa } from "../sign-in/mfa.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { readableAttributes } from "../users/profile.ts";
import { GetUserRequest } from "../wire/shapes.ts";

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
