import { leaveGroup, requireGroup } from "../groups.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { DeleteGroupRequest } from "../shapes.ts";

export const deleteGroup = operation({
  name: "DeleteGroup",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: DeleteGroupRequest,
  run({ UserPoolId, GroupName }, service) {
    const pool = requirePool(service, UserPoolId);
    const group = requireGroup(pool, GroupName);
    // The members stay users of the pool.
    for (const user of group.members) if (user) leaveGroup(user, group);
    pool.groups.delete(GroupName);
    return undefined;
  },
});
