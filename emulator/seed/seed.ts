import type { Service } from "../service/service.ts";
import { seedCustomers } from "./customers.ts";
import type { SeededPool } from "./seed-pool.ts";
import { seedStaging } from "./staging.ts";

export type { SeededPool } from "./seed-pool.ts";
export { demoPasswords } from "./seed-user.ts";

export type SeedCounts = { customers: number; staging: number };

/** Two pools, the same for the same numbers: "Customers" in a realistic mix and "Staging" with test users. Ages count from now. */
export const seedDemo = (service: Service, { customers, staging }: SeedCounts): { pools: SeededPool[] } => {
  service.seeded = { customers, staging };
  return { pools: [seedCustomers(service, customers), seedStaging(service, staging)] };
};
