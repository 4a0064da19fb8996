import { requirePool } from "../pool/pool-lookup.ts";
import { describeResourceServer, requireResourceServer } from "../pool/resource-servers.ts";
import { operation } from "../service/operation.ts";
import { UpdateResourceServerRequest } from "../wire/shapes.ts";

export const updateResourceServer = operation({
  name: "UpdateResourceServer",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: UpdateResourceServerRequest,
  run({ UserPoolId, ...server }, service) {
    const pool = requirePool(service, UserPoolId);
    requireResourceServer(pool, server.Identifier);
    // What is not given goes back to its default (API reference, UpdateResourceServer).
    pool.resourceServers.set(server.Identifier, server);
    return { ResourceServer: describeResourceServer(pool, server) };
  },
});
