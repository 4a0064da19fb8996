import { seedDemo } from "../emulator/seed/seed.ts";
import { startEmulator } from "../emulator/wire/server.ts";
import { type Account, type GroupGrant, grantsOn, staffOf } from "./accounts.ts";

export interface SiteOptions {
  /** Sets its pools and people apart from those of other sites beside it; the demo has one, without a name. */
  name?: string;
  /** 0 takes any free port. */
  port: number;
  /** Its pools' Region, the only one its emulator answers for then; us-east-1, and any, if none is named. */
  region?: string;
  /** Users of Customers. */
  users: number;
  /** Users of Staging. */
  stagingUsers: number;
  quotas: boolean;
}

/** A pool as lifeguard.yaml describes it. */
interface PoolSettings {
  name: string;
  id: string;
  region: string;
  endpoint: string;
  [setting: string]: unknown;
}

/** A local Cognito of its own with two pools in it, and the people who look after these two. */
export interface Site {
  name: string | undefined;
  emulatorUrl: string;
  region: string;
  /** By the keys under which lifeguard.yaml has them. */
  pools: Record<string, PoolSettings>;
  staff: Account[];
  grants: GroupGrant[];
  close: () => Promise<void>;
}

/** What the pool of customers wants to know before it lets anyone do these. */
const customersAsk = [
  { operations: ["set-permanent-password", "delete"], reason: "required", ticket: "SUP-[0-9]+", example: "SUP-1234" },
];

/** Starts a site's emulator with its users in it. */
export const startSite = async (options: SiteOptions): Promise<Site> => {
  const { name, port, users, stagingUsers, quotas } = options;
  const emulator = await startEmulator({ port, quotas, region: options.region });
  const { region } = emulator.service;
  const seeded = seedDemo(emulator.service, { customers: users, staging: stagingUsers }).pools;
  const endpoint = `http://127.0.0.1:${emulator.port}`;
  const toPool = (pool: string): PoolSettings => {
    const found = seeded.find((one) => one.name === pool);
    if (!found) throw new Error(`The seed made no pool named ${pool}.`);
    return { name: pool, id: found.id, region, endpoint };
  };
  const prefix = name ? `${name}-` : "";
  const pools = {
    [`${prefix}customers`]: { ...toPool("Customers"), country: "GB", reasons: customersAsk },
    [`${prefix}staging`]: { ...toPool("Staging"), typedPasswords: true, test: true },
  };
  return {
    name,
    emulatorUrl: endpoint,
    region,
    pools,
    staff: staffOf(name),
    grants: grantsOn(name ? Object.keys(pools) : "*", name),
    close: () => emulator.close(),
  };
};
