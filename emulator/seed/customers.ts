import type { Pool } from "../pool/pool.ts";
import { createRandom, type Random } from "../service/random.ts";
import type { Service } from "../service/service.ts";
import type { UserStatus } from "../users/user.ts";
import { drawAges } from "./ages.ts";
import { cast } from "./cast.ts";
import { drawPhone, emailOf, freeUsername, type Person, toPerson } from "./person.ts";
import { addIdentityProviders, providerIdentities } from "./providers.ts";
import { addSeededPool, fourClasses, type SeededPool } from "./seed-pool.ts";
import { addSeededUser, demoCredentials, type UserDraft } from "./seed-user.ts";

// The mix, dealt out of a deck of a hundred so that every hundred users have it exactly.
const statusDeck: readonly UserStatus[] = [
  ...Array<UserStatus>(82).fill("CONFIRMED"),
  ...Array<UserStatus>(9).fill("FORCE_CHANGE_PASSWORD"),
  ...Array<UserStatus>(4).fill("UNCONFIRMED"),
  ...Array<UserStatus>(3).fill("RESET_REQUIRED"),
  ...Array<UserStatus>(2).fill("EXTERNAL_PROVIDER"),
];

export const seedCustomers = (service: Service, count: number): SeededPool => {
  const { pool, seeded } = addSeededPool(service, "Customers", "customerswebclient00000000", {
    PoolName: "Customers",
    Policies: { PasswordPolicy: { MinimumLength: 12, ...fourClasses, TemporaryPasswordValidityDays: 7 } },
    AliasAttributes: ["email"],
    EmailConfiguration: {
      EmailSendingAccount: "DEVELOPER",
      SourceArn: `arn:aws:ses:${service.region}:${service.accountId}:identity/example.com`,
    },
    AutoVerifiedAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
    AccountRecoverySetting: {
      RecoveryMechanisms: [
        { Name: "verified_email", Priority: 1 },
        { Name: "verified_phone_number", Priority: 2 },
      ],
    },
  });
  pool.sessions = { ...pool.sessions, UserSessionTracking: "ENABLED" };
  addIdentityProviders(pool);
  const random = createRandom(`customers ${count}`);
  const credentials = demoCredentials(random);
  const now = service.clock.now();
  let deck: UserStatus[] = [];
  for (let i = 0; i < count; i++) {
    if (deck.length === 0) deck = shuffled(statusDeck, random);
    const drawn = deck.pop() ?? "CONFIRMED";
    const draft = cast[i]?.(random, now) ?? draftCustomer(pool, random, drawn, i, now);
    addSeededUser(pool, random, credentials, draft, now);
  }
  return seeded;
};

const shuffled = <T>(from: readonly T[], random: Random): T[] => {
  const items = [...from];
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
};

const draftCustomer = (pool: Pool, random: Random, status: UserStatus, index: number, now: number): UserDraft => {
  const person = toPerson(random, index);
  const { ageMs, changedMs } = drawAges(status, random);
  const enabled = !random.chance(0.03);
  const profile = ["name", person.full, "given_name", person.given, "family_name", person.family];
  if (status === "EXTERNAL_PROVIDER") {
    const provider = random.pick(["Google", "AzureAD", "Okta"]);
    const userId = random.text("0123456789", 21);
    const username = `${provider.toLowerCase()}_${userId}`;
    const email = emailOf(person, random);
    const attributes = [
      ...providerIdentities(provider, userId, now - ageMs),
      ...profile,
      ...["email", email, "email_verified", String(isFree(pool, email) && random.chance(0.5))],
    ];
    return { username, status, ageMs, changedMs, enabled, attributes };
  }
  const username = freeUsername(pool, person, random);
  return {
    username,
    status,
    ageMs,
    changedMs,
    enabled,
    attributes: [...profile, ...drawContacts(pool, random, status, person)],
  };
};

/** Who can be reached, and how: most by e-mail, some by phone, some by nothing that was ever verified. */
const drawContacts = (pool: Pool, random: Random, status: UserStatus, person: Person): string[] => {
  const selfSignedUp = status === "UNCONFIRMED";
  const hasEmail = random.chance(0.95);
  const hasPhone = !hasEmail || random.chance(0.4);
  const attributes: string[] = [];
  if (hasEmail) {
    // One in eighty typed an address that somebody else has verified.
    const twin = random.chance(0.0125)
      ? pool.users.page(undefined, { key: "", seq: 1 + random.int(pool.users.size) }, 1).users[0]
      : undefined;
    const email = twin?.get("email") ?? emailOf(person, random);
    const verified = !twin && isFree(pool, email) && random.chance(selfSignedUp ? 0.05 : 0.9);
    attributes.push("email", email, ...verifiedFlag("email", verified, status));
  }
  if (hasPhone) {
    const verified = random.chance(selfSignedUp ? 0.05 : 0.65);
    attributes.push("phone_number", drawPhone(person.phone, random), ...verifiedFlag("phone_number", verified, status));
  }
  return attributes;
};

/** Of a user that an administrator created, an address that nobody verified has no flag at all. */
const verifiedFlag = (contact: "email" | "phone_number", verified: boolean, status: UserStatus) =>
  status === "FORCE_CHANGE_PASSWORD" && !verified ? [] : [`${contact}_verified`, String(verified)];

const isFree = (pool: Pool, email: string) => pool.users.holderOf("email", email) === undefined;
