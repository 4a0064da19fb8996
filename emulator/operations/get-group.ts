import { describeGroup, requireGroup } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { GetGroupRequest } from "../wire/shapes.ts";

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
