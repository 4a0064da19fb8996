import { invalidParameter, limitExceeded, resourceNotFound } from "../service/fault.ts";
import { alphabets } from "../service/random.ts";
import type { Service } from "../service/service.ts";
import type { Client } from "./pool.ts";

/** One of the secrets that a client signs its requests with; both are good while there are two. */
export type ClientSecret = { id: string; value: string; createdAt: number };

// API reference, AddUserPoolClientSecret.
const secretsMax = 2;

const secretAlphabet = alphabets.lowercase + alphabets.digits;

/** Its id is the client's and the moment (API reference, ClientSecretDescriptorType). */
export const createClientSecret = (service: Service, clientId: string, value?: string, after = 0): ClientSecret => {
  const createdAt = Math.max(service.clock.now(), after + 1);
  return { id: `${clientId}--${createdAt}`, value: value ?? service.random.text(secretAlphabet, 51), createdAt };
};

/** assumed: the texts, and that a client without a secret gets none. */
export const addClientSecret = (service: Service, client: Client, value: string | undefined): ClientSecret => {
  const last = client.secrets.at(-1);
  if (!last) throw invalidParameter(`Client ${client.id} is not configured with a secret.`);
  if (client.secrets.length >= secretsMax) throw limitExceeded("A client can have no more than 2 secrets.");
  const added = createClientSecret(service, client.id, value, last.createdAt);
  client.secrets = [...client.secrets, added];
  return added;
};

/** The last one stays (API reference, DeleteUserPoolClientSecret); assumed: the texts. */
export const deleteClientSecret = (client: Client, id: string) => {
  if (!client.secrets.some((secret) => secret.id === id)) throw resourceNotFound(`Client secret ${id} does not exist.`);
  if (client.secrets.length === 1) throw invalidParameter("The last secret of a client cannot be deleted.");
  client.secrets = client.secrets.filter((secret) => secret.id !== id);
};

export const describeClientSecret = ({ id, createdAt }: ClientSecret) => ({
  ClientSecretId: id,
  ClientSecretCreateDate: createdAt / 1_000,
});
