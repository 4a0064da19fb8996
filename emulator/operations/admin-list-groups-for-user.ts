import { describeGroup, groupsOf } from "../pool/groups.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { AdminListGroupsForUserRequest } from "../wire/shapes.ts";

export const adminListGroupsForUser = operation({
  name: "AdminListGroupsForUser",
  signed: true,
  category: "UserResourceRead",
  access: "read",
  input: AdminListGroupsForUserRequest,
  run({ UserPoolId, Username, ...page }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    const { items, ...next } = pageOf(service, "groupsOfUser", groupsOf(user), { UserPoolId, sub: user.sub }, page);
    return { Groups: items.map((group) => describeGroup(pool, group)), ...next };
  },
});
