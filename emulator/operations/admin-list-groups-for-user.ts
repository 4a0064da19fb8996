import { describeGroup, groupsOf } from "../groups.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../paging.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminListGroupsForUserRequest } from "../shapes.ts";

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
