import { describeClient } from "../pool/pool.ts";
import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DescribeUserPoolClientRequest } from "../wire/shapes.ts";

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
