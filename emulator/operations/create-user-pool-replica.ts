import { requirePool } from "../pool/pool-lookup.ts";
import { createReplica, describeReplica } from "../pool/replicas.ts";
import { operation } from "../service/operation.ts";
import { CreateUserPoolReplicaRequest } from "../wire/shapes.ts";

export const createUserPoolReplica = operation({
  name: "CreateUserPoolReplica",
  signed: true,
  category: "UserPoolUpdate",
  input: CreateUserPoolReplicaRequest,
  run({ UserPoolId, RegionName }, service) {
    const pool = requirePool(service, UserPoolId);
    return { UserPoolReplica: describeReplica(service, pool, createReplica(service, pool, RegionName)) };
  },
});
