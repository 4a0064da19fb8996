import { leaveGroup, requireGroup } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DeleteGroupRequest } from "../wire/shapes.ts";

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
