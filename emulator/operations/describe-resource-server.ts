import { requirePool } from "../pool/pool-lookup.ts";
import { describeResourceServer as describe, requireResourceServer } from "../pool/resource-servers.ts";
import { operation } from "../service/operation.ts";
import { DescribeResourceServerRequest } from "../wire/shapes.ts";

export const describeResourceServer = operation({
  name: "DescribeResourceServer",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeResourceServerRequest,
  run({ UserPoolId, Identifier }, service) {
    const pool = requirePool(service, UserPoolId);
    return { ResourceServer: describe(pool, requireResourceServer(pool, Identifier)) };
  },
});
