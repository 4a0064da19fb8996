import { requirePool } from "../pool/pool-lookup.ts";
import { describeReplica, setReplicaStatus } from "../pool/replicas.ts";
import { operation } from "../service/operation.ts";
import { UpdateUserPoolReplicaRequest } from "../wire/shapes.ts";

export const updateUserPoolReplica = operation({
  name: "UpdateUserPoolReplica",
  signed: true,
  category: "UserPoolUpdate",
  input: UpdateUserPoolReplicaRequest,
  run({ UserPoolId, RegionName, Status }, service) {
    const pool = requirePool(service, UserPoolId);
    return { UserPoolReplica: describeReplica(service, pool, setReplicaStatus(service, pool, RegionName, Status)) };
  },
});
