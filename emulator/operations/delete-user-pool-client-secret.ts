import { deleteClientSecret } from "../pool/client-secrets.ts";
import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DeleteUserPoolClientSecretRequest } from "../wire/shapes.ts";

export const deleteUserPoolClientSecret = operation({
  name: "DeleteUserPoolClientSecret",
  signed: true,
  category: "UserPoolClientUpdate",
  input: DeleteUserPoolClientSecretRequest,
  run({ UserPoolId, ClientId, ClientSecretId }, service) {
    const client = requireClient(service, ClientId, requirePool(service, UserPoolId));
    deleteClientSecret(client, ClientSecretId);
    return {};
  },
});
