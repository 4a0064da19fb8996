import { requirePool } from "../pool/pool-lookup.ts";
import { describeResourceServer } from "../pool/resource-servers.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListResourceServersRequest } from "../wire/shapes.ts";

export const listResourceServers = operation({
  name: "ListResourceServers",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListResourceServersRequest,
  run({ UserPoolId, MaxResults, NextToken }, service) {
    const pool = requirePool(service, UserPoolId);
    const page = { Limit: MaxResults, NextToken };
    const { items, ...next } = pageOf(
      service,
      "resourceServers",
      [...pool.resourceServers.values()],
      { UserPoolId },
      page,
    );
    return { ResourceServers: items.map((server) => describeResourceServer(pool, server)), ...next };
  },
});
