import { requireClientSettings } from "../pool/client-settings.ts";
import { describeClient } from "../pool/pool.ts";
import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { UpdateUserPoolClientRequest } from "../wire/shapes.ts";

export const updateUserPoolClient = operation({
  name: "UpdateUserPoolClient",
  signed: true,
  category: "UserPoolClientUpdate",
  input: UpdateUserPoolClientRequest,
  run({ ClientId, ...given }, service) {
    const pool = requirePool(service, given.UserPoolId);
    const client = requireClient(service, ClientId, pool);
    requireClientSettings(pool, given, "updating");
    // All that is not given goes back to its default (API reference, UpdateUserPoolClient); a name has none (assumed).
    client.settings = { ClientName: client.settings.ClientName, ...given };
    client.modifiedAt = service.clock.now();
    return { UserPoolClient: describeClient(client) };
  },
});
