import { leaveGroup, requireGroup } from "../groups.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminRemoveUserFromGroupRequest } from "../shapes.ts";

/** assumed: the user is looked for before the group, and neither's date of change moves. */
export const adminRemoveUserFromGroup = operation({
  name: "AdminRemoveUserFromGroup",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminRemoveUserFromGroupRequest,
  run({ UserPoolId, Username, GroupName }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    leaveGroup(user, requireGroup(pool, GroupName));
    return undefined;
  },
});
