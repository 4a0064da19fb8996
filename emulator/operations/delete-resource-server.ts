import { requirePool } from "../pool/pool-lookup.ts";
import { requireResourceServer } from "../pool/resource-servers.ts";
import { operation } from "../service/operation.ts";
import { DeleteResourceServerRequest } from "../wire/shapes.ts";

export const deleteResourceServer = operation({
  name: "DeleteResourceServer",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: DeleteResourceServerRequest,
  run({ UserPoolId, Identifier }, service) {
    const pool = requirePool(service, UserPoolId);
    requireResourceServer(pool, Identifier);
    pool.resourceServers.delete(Identifier);
    return undefined;
  },
});
