import { resourceNotFound } from "../service/fault.ts";
import type { Infer } from "../wire/shape.ts";
import type { CreateResourceServerRequest } from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

export type ResourceServer = Omit<Infer<typeof CreateResourceServerRequest>, "UserPoolId">;

// Guide, quotas.
export const resourceServersMax = 25;

// assumed: the text.
export const requireResourceServer = (pool: Pool, identifier: string): ResourceServer => {
  const server = pool.resourceServers.get(identifier);
  if (!server) throw resourceNotFound(`Resource server ${identifier} does not exist.`);
  return server;
};

export const describeResourceServer = (pool: Pool, server: ResourceServer) => ({ UserPoolId: pool.id, ...server });
