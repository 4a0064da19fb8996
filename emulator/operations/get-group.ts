import { describeGroup, requireGroup } from "../groups.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { GetGroupRequest } from "../shapes.ts";

export const getGroup = operation({
  name: "GetGroup",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetGroupRequest,
  run({ UserPoolId, GroupName }, service) {
    const pool = requirePool(service, UserPoolId);
    return { Group: describeGroup(pool, requireGroup(pool, GroupName)) };
  },
});
