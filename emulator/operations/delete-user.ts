import { removeUser } from "../pool/groups.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { DeleteUserRequest } from "../wire/shapes.ts";

export const deleteUser = operation({
  name: "DeleteUser",
  signed: false,
  category: "UserUpdate",
  input: DeleteUserRequest,
  run({ AccessToken }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    removeUser(pool, user);
    return undefined;
  },
});
