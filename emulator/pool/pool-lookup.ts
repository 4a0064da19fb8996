import { resourceNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Client, Pool } from "./pool.ts";

// assumed: the text (cognito.md 2.2).
export const requirePool = (service: Service, id: string): Pool => {
  const pool = service.pools.get(id);
  if (!pool) throw resourceNotFound(`User pool ${id} does not exist.`);
  return pool;
};

// assumed: the text. A client of another pool does not exist either.
export const requireClient = (service: Service, id: string, pool?: Pool): Client => {
  const client = service.clients.get(id);
  if (!client || (pool && client.pool !== pool)) throw resourceNotFound(`User pool client ${id} does not exist.`);
  return client;
};
