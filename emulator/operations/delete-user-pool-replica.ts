import { requirePool } from "../pool/pool-lookup.ts";
import { deleteReplica, describeReplica } from "../pool/replicas.ts";
import { operation } from "../service/operation.ts";
import { DeleteUserPoolReplicaRequest } from "../wire/shapes.ts";

export const deleteUserPoolReplica = operation({
  name: "DeleteUserPoolReplica",
  signed: true,
  category: "UserPoolUpdate",
  input: DeleteUserPoolReplicaRequest,
  run({ UserPoolId, RegionName }, service) {
    const pool = requirePool(service, UserPoolId);
    const deleted = deleteReplica(service, pool, RegionName);
    return { UserPoolReplica: { ...describeReplica(service, pool, deleted), Status: "DELETING" } };
  },
});
