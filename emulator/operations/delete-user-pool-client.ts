import { operation } from "../operation.ts";
import { requireClient, requirePool } from "../service.ts";
import { DeleteUserPoolClientRequest } from "../shapes.ts";

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
