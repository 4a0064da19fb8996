import { addClientSecret, describeClientSecret } from "../pool/client-secrets.ts";
import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { AddUserPoolClientSecretRequest } from "../wire/shapes.ts";

export const addUserPoolClientSecret = operation({
  name: "AddUserPoolClientSecret",
  signed: true,
  category: "UserPoolClientUpdate",
  input: AddUserPoolClientSecretRequest,
  run({ UserPoolId, ClientId, ClientSecret }, service) {
    const client = requireClient(service, ClientId, requirePool(service, UserPoolId));
    const added = addClientSecret(service, client, ClientSecret);
    // Shown once, and not when the caller knows it (API reference, ClientSecretDescriptorType).
    const shown = ClientSecret === undefined ? { ClientSecretValue: added.value } : {};
    return { ClientSecretDescriptor: { ...describeClientSecret(added), ...shown } };
  },
});
