import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DeleteUserPoolClientRequest } from "../wire/shapes.ts";

export const deleteUserPoolClient = operation({
  name: "DeleteUserPoolClient",
  signed: true,
  category: "UserPoolClientUpdate",
  input: DeleteUserPoolClientRequest,
  run({ UserPoolId, ClientId }, service) {
    const pool = requirePool(service, UserPoolId);
    const client = requireClient(service, ClientId, pool);
    pool.clients.delete(client.id);
    service.clients.delete(client.id);
    return undefined;
  },
});
