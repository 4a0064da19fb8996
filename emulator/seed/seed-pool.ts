import { type ClientSettings, Pool, type PoolSettings } from "../pool/pool.ts";
import { dayMs } from "../service/clock.ts";
import type { Service } from "../service/service.ts";

export type SeededPool = { name: string; id: string; clientId: string };

export const fourClasses = {
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

export const addSeededPool = (service: Service, suffix: string, clientId: string, settings: PoolSettings) => {
  const createdAt = service.clock.now() - threeYearsMs;
  const id = `${service.region}_${suffix}`;
  const arn = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/${id}`;
  const pool = new Pool({ id, arn, createdAt, settings });
  service.pools.set(id, pool);
  addSeededClient(service, pool, clientId, `${settings.PoolName} web`);
  return { pool, seeded: { name: settings.PoolName, id, clientId } };
};

export const addSeededClient = (service: Service, pool: Pool, id: string, ClientName: string, secret?: string) => {
  const { createdAt } = pool;
  const settings: ClientSettings = {
    UserPoolId: pool.id,
    ClientName,
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  };
  const secrets = secret === undefined ? [] : [{ id: `${id}--${createdAt}`, value: secret, createdAt }];
  const client = { id, pool, settings, secrets, createdAt, modifiedAt: createdAt };
  pool.clients.set(id, client);
  service.clients.set(id, client);
};

const threeYearsMs = 3 * 365 * dayMs;
