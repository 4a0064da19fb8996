import { describeClientSecret } from "../pool/client-secrets.ts";
import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { ListUserPoolClientSecretsRequest } from "../wire/shapes.ts";

export const listUserPoolClientSecrets = operation({
  name: "ListUserPoolClientSecrets",
  signed: true,
  category: "UserPoolClientRead",
  input: ListUserPoolClientSecretsRequest,
  run({ UserPoolId, ClientId }, service) {
    const { secrets } = requireClient(service, ClientId, requirePool(service, UserPoolId));
    return { ClientSecrets: secrets.map(describeClientSecret) };
  },
});
