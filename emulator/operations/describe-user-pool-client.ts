import { operation } from "../operation.ts";
import { describeClient } from "../pool.ts";
import { requireClient, requirePool } from "../service.ts";
import { DescribeUserPoolClientRequest } from "../shapes.ts";

export const describeUserPoolClient = operation({
  name: "DescribeUserPoolClient",
  signed: true,
  category: "UserPoolClientRead",
  input: DescribeUserPoolClientRequest,
  run({ UserPoolId, ClientId }, service) {
    const pool = requirePool(service, UserPoolId);
    return { UserPoolClient: describeClient(requireClient(service, ClientId, pool)) };
  },
});
