import { createClientSecret } from "../pool/client-secrets.ts";
import { requireClientSettings } from "../pool/client-settings.ts";
import { type Client, describeClient } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { alphabets } from "../service/random.ts";
import { CreateUserPoolClientRequest } from "../wire/shapes.ts";

const idAlphabet = alphabets.lowercase + alphabets.digits;

export const createUserPoolClient = operation({
  name: "CreateUserPoolClient",
  signed: true,
  category: "UserPoolClientUpdate",
  input: CreateUserPoolClientRequest,
  run(settings, service) {
    const pool = requirePool(service, settings.UserPoolId);
    requireClientSettings(pool, settings, "creating");
    const now = service.clock.now();
    const client: Client = {
      id: service.random.text(idAlphabet, 26),
      pool,
      settings,
      secrets: [],
      createdAt: now,
      modifiedAt: now,
    };
    if (settings.ClientSecret || settings.GenerateSecret) {
      client.secrets = [createClientSecret(service, client.id, settings.ClientSecret)];
    }
    pool.clients.set(client.id, client);
    service.clients.set(client.id, client);
    return { UserPoolClient: describeClient(client) };
  },
});
