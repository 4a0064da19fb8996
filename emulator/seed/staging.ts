import { createRandom } from "../service/random.ts";
import type { Service } from "../service/service.ts";
import type { UserStatus } from "../users/user.ts";
import { drawAges } from "./ages.ts";
import { addSeededClient, addSeededPool, fourClasses, type SeededPool } from "./seed-pool.ts";
import { addSeededUser, demoCredentials } from "./seed-user.ts";

const stagingStatuses: readonly UserStatus[] = [
  "FORCE_CHANGE_PASSWORD",
  "CONFIRMED",
  "UNCONFIRMED",
  "FORCE_CHANGE_PASSWORD",
  "RESET_REQUIRED",
  "CONFIRMED",
  "FORCE_CHANGE_PASSWORD",
  "CONFIRMED",
];

export const seedStaging = (service: Service, count: number): SeededPool => {
  const { pool, seeded } = addSeededPool(service, "Staging01", "stagingwebclient0000000000", {
    PoolName: "Staging",
    Policies: { PasswordPolicy: { MinimumLength: 8, ...fourClasses, TemporaryPasswordValidityDays: 7 } },
    AutoVerifiedAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
  });
  // A server of the company: to try a secret hash with.
  addSeededClient(
    service,
    pool,
    "stagingserverclient0000000",
    "Staging server",
    "a-demo-secret-of-the-staging-server-client",
  );
  const random = createRandom(`staging ${count}`);
  const credentials = demoCredentials(random);
  const now = service.clock.now();
  for (let i = 0; i < count; i++) {
    const number = String(i + 1).padStart(2, "0");
    const status = stagingStatuses[i % stagingStatuses.length] ?? "CONFIRMED";
    const { ageMs, changedMs } = drawAges(status, random);
    const verified = String(status !== "UNCONFIRMED" && i % 7 !== 6);
    const attributes = [
      ...["name", `Test User ${number}`, "given_name", "Test", "family_name", `User ${number}`],
      ...["email", `test.user${number}@example.com`, "email_verified", verified],
    ];
    const enabled = i % 20 !== 19;
    addSeededUser(
      pool,
      random,
      credentials,
      { username: `test.user${number}`, status, ageMs, changedMs, enabled, attributes },
      now,
    );
  }
  return seeded;
};
