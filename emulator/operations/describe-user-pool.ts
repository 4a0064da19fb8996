import { operation } from "../operation.ts";
import { describePool } from "../pool.ts";
import { requirePool } from "../service.ts";
import { DescribeUserPoolRequest } from "../shapes.ts";

export const describeUserPool = operation({
  name: "DescribeUserPool",
  signed: true,
  category: "UserPoolRead",
  input: DescribeUserPoolRequest,
  run: ({ UserPoolId }, service) => ({ UserPool: describePool(requirePool(service, UserPoolId)) }),
});
