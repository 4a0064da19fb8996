import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { ListUserPoolsRequest } from "../shapes.ts";

export const listUserPools = operation({
  name: "ListUserPools",
  signed: true,
  category: "UserPoolRead",
  input: ListUserPoolsRequest,
  run({ MaxResults, NextToken }, service) {
    const from = NextToken === undefined ? 0 : service.seal.open<{ from: number }>("pools", NextToken)?.from;
    // assumed: the text.
    if (from === undefined) throw invalidParameter("Paging Marker is Invalid for Request");
    const to = from + MaxResults;
    const pools = [...service.pools.values()].slice(from, to);
    return {
      UserPools: pools.map((pool) => ({
        Id: pool.id,
        Name: pool.settings.PoolName,
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        LastModifiedDate: pool.modifiedAt / 1_000,
        CreationDate: pool.createdAt / 1_000,
      })),
      ...(to < service.pools.size ? { NextToken: service.seal.close("pools", { from: to }) } : {}),
    };
  },
});
