import { describeGroup, requireGroup } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { UpdateGroupRequest } from "../wire/shapes.ts";

export const updateGroup = operation({
  name: "UpdateGroup",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: UpdateGroupRequest,
  run({ UserPoolId, GroupName, ...changes }, service) {
    const pool = requirePool(service, UserPoolId);
    const group = requireGroup(pool, GroupName);
    // assumed: what is not given stays.
    group.settings = { ...group.settings, ...changes };
    group.modifiedAt = service.clock.now();
    return { Group: describeGroup(pool, group) };
  },
});
