import type { Pool } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { invalidParameter } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { closePage, openPageAt } from "../service/paging.ts";
import { parseFilter } from "../users/filter.ts";
import type { UserPlace } from "../users/sorted-users.ts";
import { describeUser, type User } from "../users/user.ts";
import { ListUsersRequest } from "../wire/shapes.ts";

export const listUsers = operation({
  name: "ListUsers",
  signed: true,
  category: "UserList",
  input: ListUsersRequest,
  run({ UserPoolId, Filter, Limit, AttributesToGet, PaginationToken }, service) {
    const pool = requirePool(service, UserPoolId);
    const filter = parseFilter(Filter);
    // 0 or absent is 60 (cognito.md 3; for 0 assumed, 12 item 7).
    const limit = Limit || 60;
    const request = { UserPoolId, Filter: Filter ?? "", limit, AttributesToGet: AttributesToGet ?? [] };
    const from = openPageAt<UserPlace>(service, "users", request, PaginationToken);
    const size = service.current ? service.faults.pageSize(limit, service.current) : limit;
    const { users, next } = pool.users.page(filter, from, size, service.clock.now());
    return {
      Users: users.map((user) => pick(pool, user, AttributesToGet)),
      ...(next === undefined ? {} : { PaginationToken: closePage(service, "users", request, next) }),
    };
  },
});

/** Every user of the answer must have each attribute that was asked for (cognito.md 3). An empty list asks for all (assumed). */
const pick = (pool: Pool, user: User, names: readonly string[] = []) => {
  const described = describeUser(user);
  if (names.length === 0) return described;
  const known = names.every((name) => pool.schema.some(({ Name }) => Name === name));
  if (!known || names.some((name) => user.get(name) === undefined)) {
    throw invalidParameter("One or more requested attributes do not exist");
  }
  return { ...described, Attributes: described.Attributes.filter(({ Name }) => names.includes(Name)) };
};
