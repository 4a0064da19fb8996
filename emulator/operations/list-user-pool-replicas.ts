import { requirePool } from "../pool/pool-lookup.ts";
import { listReplicas } from "../pool/replicas.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListUserPoolReplicasRequest } from "../wire/shapes.ts";

export const listUserPoolReplicas = operation({
  name: "ListUserPoolReplicas",
  signed: true,
  category: "UserPoolRead",
  input: ListUserPoolReplicasRequest,
  run({ UserPoolId, NextToken }, service) {
    const pool = requirePool(service, UserPoolId);
    const page = { Limit: 60, NextToken };
    const { items, ...next } = pageOf(service, "replicas", listReplicas(service, pool), { UserPoolId }, page);
    return { UserPoolReplicas: items, ...next };
  },
});
