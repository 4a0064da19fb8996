import { removeUser } from "../groups.ts";
import { operation } from "../operation.ts";
import { DeleteUserRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

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
