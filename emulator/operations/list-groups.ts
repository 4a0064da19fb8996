import { describeGroup } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListGroupsRequest } from "../wire/shapes.ts";

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
