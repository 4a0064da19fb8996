import { describePool } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DescribeUserPoolRequest } from "../wire/shapes.ts";

export const describeUserPool = operation({
  name: "DescribeUserPool",
  signed: true,
  category: "UserPoolRead",
  input: DescribeUserPoolRequest,
  run: ({ UserPoolId }, service) => ({ UserPool: describePool(requirePool(service, UserPoolId)) }),
});
