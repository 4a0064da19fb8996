import { describeGroup, type Group } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { groupExists, limitExceeded } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { CreateGroupRequest } from "../wire/shapes.ts";

// cognito.md 4.4.
const groupsMax = 10_000;

export const createGroup = operation({
  name: "CreateGroup",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: CreateGroupRequest,
  run({ UserPoolId, GroupName, ...settings }, service) {
    const pool = requirePool(service, UserPoolId);
    // A name that differs in case alone is taken too (amplify-backend#1781, observed with this text).
    const wanted = GroupName.toLowerCase();
    if ([...pool.groups.keys()].some((name) => name.toLowerCase() === wanted)) {
      throw groupExists("A group with the name already exists");
    }
    // assumed: the text.
    if (pool.groups.size >= groupsMax) throw limitExceeded("Group limit exceeded for the user pool.");
    const now = service.clock.now();
    const group: Group = { name: GroupName, settings, createdAt: now, modifiedAt: now, members: [] };
    pool.groups.set(GroupName, group);
    return { Group: describeGroup(pool, group) };
  },
});
