import { requirePool } from "../pool/pool-lookup.ts";
import { describeResourceServer, resourceServersMax } from "../pool/resource-servers.ts";
import { invalidParameter, limitExceeded } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { CreateResourceServerRequest } from "../wire/shapes.ts";

export const createResourceServer = operation({
  name: "CreateResourceServer",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: CreateResourceServerRequest,
  run({ UserPoolId, ...server }, service) {
    const pool = requirePool(service, UserPoolId);
    if (pool.resourceServers.has(server.Identifier)) {
      // Text: as users of Terraform report it.
      throw invalidParameter(`${server.Identifier} already exists in user pool ${pool.id}.`);
    }
    // assumed: the text.
    if (pool.resourceServers.size >= resourceServersMax) throw limitExceeded("Resource server limit exceeded.");
    pool.resourceServers.set(server.Identifier, server);
    return { ResourceServer: describeResourceServer(pool, server) };
  },
});
