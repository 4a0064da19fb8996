import { type Group, requireGroup } from "../pool/groups.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { closePage, openPage } from "../service/paging.ts";
import { describeUser, type User } from "../users/user.ts";
import { ListUsersInGroupRequest } from "../wire/shapes.ts";

export const listUsersInGroup = operation({
  name: "ListUsersInGroup",
  signed: true,
  category: "UserList",
  input: ListUsersInGroupRequest,
  run({ UserPoolId, GroupName, Limit, NextToken }, service) {
    const group = requireGroup(requirePool(service, UserPoolId), GroupName);
    const limit = Limit || 60;
    const request = { UserPoolId, GroupName, limit };
    const { users, next } = membersFrom(group, openPage(service, "usersInGroup", request, NextToken), limit);
    return {
      Users: users.map(describeUser),
      ...(next === undefined ? {} : { NextToken: closePage(service, "usersInGroup", request, next) }),
    };
  },
});

const membersFrom = ({ members }: Group, from: number, limit: number) => {
  const users: User[] = [];
  for (let place = from; place < members.length; place++) {
    const user = members[place];
    if (!user) continue;
    if (users.length === limit) return { users, next: place };
    users.push(user);
  }
  return { users, next: undefined };
};
