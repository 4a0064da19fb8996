import { minuteMs } from "../service/clock.ts";
import { featureUnavailable, invalidParameter, limitExceeded, resourceNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Pool } from "./pool.ts";

/** The one copy of a pool in another Region (cognito.md 7.10). */
export type Replica = { region: string; createdAt: number; active: boolean };

// assumed: how long it takes.
const creatingMs = minuteMs;

const statusOf = ({ createdAt, active }: Replica, now: number) =>
  now - createdAt < creatingMs ? "CREATING" : active ? "ACTIVE" : "INACTIVE";

/** assumed: the texts. */
export const createReplica = (service: Service, pool: Pool, region: string): Replica => {
  if (region === service.region) throw invalidParameter(`User pool ${pool.id} is already in ${region}.`);
  if (pool.replica) throw limitExceeded("A user pool can have one replica.");
  if (pool.settings.UserPoolTier === "LITE") throw featureUnavailable("Replicas are not in the LITE pricing tier.");
  pool.replica = { region, createdAt: service.clock.now(), active: false };
  return pool.replica;
};

// assumed: the text.
const requireReplica = (pool: Pool, region: string): Replica => {
  if (pool.replica?.region !== region) throw resourceNotFound(`User pool ${pool.id} has no replica in ${region}.`);
  return pool.replica;
};

/** assumed: the text. */
export const setReplicaStatus = (service: Service, pool: Pool, region: string, status: "ACTIVE" | "INACTIVE") => {
  const replica = requireReplica(pool, region);
  if (statusOf(replica, service.clock.now()) === "CREATING") throw invalidParameter("The replica is being created.");
  pool.replica = { ...replica, active: status === "ACTIVE" };
  return pool.replica;
};

/** Only one that is INACTIVE (API reference, DeleteUserPoolReplica); assumed: the text. */
export const deleteReplica = (service: Service, pool: Pool, region: string): Replica => {
  const replica = requireReplica(pool, region);
  if (statusOf(replica, service.clock.now()) !== "INACTIVE") throw invalidParameter("The replica must be INACTIVE.");
  pool.replica = undefined;
  return replica;
};

const arnIn = ({ region: primary }: Service, { arn }: Pool, region: string) =>
  arn.replace(`:${primary}:`, `:${region}:`);

export const describeReplica = (service: Service, pool: Pool, replica: Replica) => ({
  RegionName: replica.region,
  Status: statusOf(replica, service.clock.now()),
  Role: "SECONDARY",
  UserPoolArn: arnIn(service, pool, replica.region),
});

export const listReplicas = (service: Service, pool: Pool) => [
  { RegionName: service.region, Status: "ACTIVE", Role: "PRIMARY", UserPoolArn: pool.arn },
  ...(pool.replica ? [describeReplica(service, pool, pool.replica)] : []),
];
