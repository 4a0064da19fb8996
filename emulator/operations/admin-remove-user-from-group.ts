import { leaveGroup, requireGroup } from "../pool/groups.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { AdminRemoveUserFromGroupRequest } from "../wire/shapes.ts";

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
