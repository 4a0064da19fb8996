import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListUserPoolsRequest } from "../wire/shapes.ts";

export const listUserPools = operation({
  name: "ListUserPools",
  signed: true,
  category: "UserPoolRead",
  input: ListUserPoolsRequest,
  run({ MaxResults, NextToken }, service) {
    const page = pageOf(service, "pools", [...service.pools.values()], {}, { Limit: MaxResults, NextToken });
    return {
      UserPools: page.items.map((pool) => ({
        Id: pool.id,
        Name: pool.settings.PoolName,
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        LastModifiedDate: pool.modifiedAt / 1_000,
        CreationDate: pool.createdAt / 1_000,
      })),
      ...(page.NextToken === undefined ? {} : { NextToken: page.NextToken }),
    };
  },
});
