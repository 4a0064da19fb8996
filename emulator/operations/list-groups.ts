import { describeGroup } from "../groups.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../paging.ts";
import { requirePool } from "../service.ts";
import { ListGroupsRequest } from "../shapes.ts";

export const listGroups = operation({
  name: "ListGroups",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListGroupsRequest,
  run({ UserPoolId, ...page }, service) {
    const pool = requirePool(service, UserPoolId);
    const { items, ...next } = pageOf(service, "groups", [...pool.groups.values()], { UserPoolId }, page);
    return { Groups: items.map((group) => describeGroup(pool, group)), ...next };
  },
});
