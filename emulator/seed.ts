import { dayMs, hourMs, minuteMs } from "./clock.ts";
import { type Credential, toCredential } from "./password.ts";
import { type ClientSettings, Pool, type PoolSettings } from "./pool.ts";
import { createRandom, type Random } from "./random.ts";
import { cultures, longNames } from "./seed-names.ts";
import type { Service } from "./service.ts";
import { User, type UserStatus } from "./user.ts";

/** The passwords of every seeded user: a demo is there to be signed in to. */
export const demoPasswords = { permanent: "Lifeguard-Demo-2026", temporary: "Temporary-Demo-2026" };

export type SeededPool = { name: string; id: string; clientId: string };

/** Two pools, the same for the same numbers: "Customers" in a realistic mix and "Staging" with test users. Ages count from now. */
export const seedDemo = (
  service: Service,
  { customers, staging }: { customers: number; staging: number },
): { pools: SeededPool[] } => ({
  pools: [seedCustomers(service, customers), seedStaging(service, staging)],
});

const fourClasses = { RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true };

const addPool = (service: Service, suffix: string, clientId: string, settings: PoolSettings) => {
  const createdAt = service.clock.now() - threeYearsMs;
  const id = `${service.region}_${suffix}`;
  const arn = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/${id}`;
  const pool = new Pool({ id, arn, createdAt, settings });
  service.pools.set(id, pool);
  addClient(service, pool, clientId, `${settings.PoolName} web`);
  return { pool, seeded: { name: settings.PoolName, id, clientId } };
};

const addClient = (service: Service, pool: Pool, id: string, ClientName: string, secret?: string) => {
  const { createdAt } = pool;
  const settings: ClientSettings = {
    UserPoolId: pool.id,
    ClientName,
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  };
  const client = { id, pool, settings, secret, createdAt, modifiedAt: createdAt };
  pool.clients.set(id, client);
  service.clients.set(id, client);
};

const threeYearsMs = 3 * 365 * dayMs;

/** One credential for all who share a password, so that a million users cost no million hashes. */
const demoCredentials = (random: Random) => ({
  permanent: { ...toCredential(demoPasswords.permanent, random), shared: demoPasswords.permanent },
  temporary: { ...toCredential(demoPasswords.temporary, random), shared: demoPasswords.temporary },
});

type Person = { given: string; family: string; handle: string; full: string; phone: string };

/** What a status owes its user: a password, a time when it was temporary, dates in order. */
type Draft = {
  username: string;
  status: UserStatus;
  ageMs: number;
  /** How long ago the last change was; for FORCE_CHANGE_PASSWORD when the temporary password was set. */
  changedMs: number;
  enabled: boolean;
  attributes: string[];
};

const addUser = (
  pool: Pool,
  random: Random,
  credentials: { permanent: Credential; temporary: Credential },
  draft: Draft,
  now: number,
) => {
  const user = new User({
    username: draft.username,
    sub: random.uuid(),
    status: draft.status,
    createdAt: Math.floor(now - draft.ageMs),
    attributes: draft.attributes,
  });
  user.modifiedAt = Math.floor(now - Math.min(draft.changedMs, draft.ageMs));
  user.enabled = draft.enabled;
  if (draft.status === "FORCE_CHANGE_PASSWORD") {
    user.credential = credentials.temporary;
    user.temporarySince = user.modifiedAt;
  } else if (draft.status !== "EXTERNAL_PROVIDER") user.credential = credentials.permanent;
  pool.users.add(user);
};

// The mix, dealt out of a deck of a hundred so that every hundred users have it exactly.
const statusDeck: readonly UserStatus[] = [
  ...Array<UserStatus>(82).fill("CONFIRMED"),
  ...Array<UserStatus>(9).fill("FORCE_CHANGE_PASSWORD"),
  ...Array<UserStatus>(4).fill("UNCONFIRMED"),
  ...Array<UserStatus>(3).fill("RESET_REQUIRED"),
  ...Array<UserStatus>(2).fill("EXTERNAL_PROVIDER"),
];

const seedCustomers = (service: Service, count: number): SeededPool => {
  const { pool, seeded } = addPool(service, "Customers", "customerswebclient00000000", {
    PoolName: "Customers",
    Policies: { PasswordPolicy: { MinimumLength: 12, ...fourClasses, TemporaryPasswordValidityDays: 7 } },
    AliasAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
    AccountRecoverySetting: {
      RecoveryMechanisms: [
        { Name: "verified_email", Priority: 1 },
        { Name: "verified_phone_number", Priority: 2 },
      ],
    },
  });
  addIdentityProviders(pool);
  const random = createRandom(`customers ${count}`);
  const credentials = demoCredentials(random);
  const now = service.clock.now();
  let deck: UserStatus[] = [];
  for (let i = 0; i < count; i++) {
    if (deck.length === 0) deck = shuffled(statusDeck, random);
    const drawn = deck.pop() ?? "CONFIRMED";
    const draft = cast[i]?.(random, now) ?? draftCustomer(pool, random, drawn, i, now);
    addUser(pool, random, credentials, draft, now);
  }
  return seeded;
};

const federations = { Google: "Google", AzureAD: "OIDC", Okta: "OIDC" } as const;

const addIdentityProviders = (pool: Pool) => {
  for (const [ProviderName, ProviderType] of Object.entries(federations)) {
    const ProviderDetails = { client_id: ProviderName.toLowerCase(), authorize_scopes: "openid email profile" };
    const settings = {
      ProviderName,
      ProviderType,
      ProviderDetails,
      AttributeMapping: { email: "email", name: "name" },
    };
    pool.identityProviders.set(ProviderName, { settings, createdAt: pool.createdAt, modifiedAt: pool.createdAt });
  }
};

const shuffled = <T>(from: readonly T[], random: Random): T[] => {
  const items = [...from];
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
};

/** The first users are always the same people, one for each way of being stuck. */
const cast: readonly ((random: Random, now: number) => Draft)[] = [
  (random) => castMember(random, "ada.lovelace", "Ada", "Lovelace", "FORCE_CHANGE_PASSWORD", 23, 23, ["email", true]),
  (random) => castMember(random, "grace.hopper", "Grace", "Hopper", "FORCE_CHANGE_PASSWORD", 2, 2, ["email", true]),
  (random) => castMember(random, "k.novak42", "Kateřina", "Nováková", "UNCONFIRMED", 9, 9, ["email", false]),
  (random) => castMember(random, "sean.oconnor", "Seán", "O'Connor", "RESET_REQUIRED", 410, 3, ["email", true]),
  (random) => castMember(random, "mj.garcia", "María José", "García Márquez", "CONFIRMED", 730, 61, ["email", false]),
  (random) => castMember(random, "n.okafor", "Ngozi", "Okafor", "CONFIRMED", 95, 12, ["phone_number", true]),
  (random, now) => ({
    ...castMember(random, "google_108842517603119420317", "Linus", "Ångström", "EXTERNAL_PROVIDER", 320, 5, [
      "email",
      true,
    ]),
    attributes: [
      ...identities("Google", "108842517603119420317", now - 320 * dayMs),
      ...["name", "Linus Ångström", "email", "linus.angstrom@example.com", "email_verified", "true"],
    ],
  }),
];

const castMember = (
  random: Random,
  username: string,
  given: string,
  family: string,
  status: UserStatus,
  ageDays: number,
  changedDays: number,
  [contact, verified]: ["email" | "phone_number", boolean],
): Draft => {
  const to = contact === "email" ? `${username}@example.com` : phone("+121255501##", random);
  return {
    username,
    status,
    ageMs: ageDays * dayMs + 3 * hourMs,
    changedMs: changedDays * dayMs + 3 * hourMs,
    enabled: true,
    attributes: [
      ...["name", `${given} ${family}`, "given_name", given, "family_name", family],
      ...[contact, to, `${contact}_verified`, String(verified)],
    ],
  };
};

const draftCustomer = (pool: Pool, random: Random, status: UserStatus, index: number, now: number): Draft => {
  const person = toPerson(random, index);
  const { ageMs, changedMs } = ages(status, random);
  const enabled = !random.chance(0.03);
  const profile = ["name", person.full, "given_name", person.given, "family_name", person.family];
  if (status === "EXTERNAL_PROVIDER") {
    const provider = random.pick(["Google", "AzureAD", "Okta"]);
    const userId = random.text("0123456789", 21);
    const username = `${provider.toLowerCase()}_${userId}`;
    const email = emailOf(person, random);
    const attributes = [
      ...identities(provider, userId, now - ageMs),
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
    attributes: [...profile, ...contacts(pool, random, status, person)],
  };
};

/** Ages over three years, newer ones more often; changed some time since, unless the status says when. */
const ages = (status: UserStatus, random: Random): { ageMs: number; changedMs: number } => {
  const share = () => random.int(1_000_000) / 1_000_000;
  const between = (fromDays: number, toDays: number) => (fromDays + (toDays - fromDays) * share()) * dayMs + minuteMs;
  switch (status) {
    case "FORCE_CHANGE_PASSWORD": {
      // A temporary password lives seven days here: two in five still do, and some of those were sent anew.
      if (random.chance(0.6)) {
        const ageMs = random.chance(0.8) ? between(7.1, 120) : between(120, 900);
        return { ageMs, changedMs: ageMs };
      }
      const changedMs = between(0.05, 6.5);
      return { ageMs: random.chance(0.3) ? changedMs + between(8, 90) : changedMs, changedMs };
    }
    case "UNCONFIRMED": {
      const ageMs = random.chance(0.3) ? between(0.02, 2) : between(2, 240);
      return { ageMs, changedMs: ageMs };
    }
    case "RESET_REQUIRED": {
      const changedMs = between(0.1, 45);
      return { ageMs: changedMs + between(20, 1_000), changedMs };
    }
    default: {
      const ageMs = 1_090 * dayMs * share() ** 1.4 + minuteMs;
      return { ageMs, changedMs: ageMs * share() };
    }
  }
};

/** Who can be reached, and how: most by e-mail, some by phone, some by nothing that was ever verified. */
const contacts = (pool: Pool, random: Random, status: UserStatus, person: Person): string[] => {
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
    attributes.push("email", email, ...flag("email", verified, status));
  }
  if (hasPhone) {
    const verified = random.chance(selfSignedUp ? 0.05 : 0.65);
    attributes.push("phone_number", phone(person.phone, random), ...flag("phone_number", verified, status));
  }
  return attributes;
};

/** Of a user that an administrator created, an address that nobody verified has no flag at all. */
const flag = (contact: "email" | "phone_number", verified: boolean, status: UserStatus) =>
  status === "FORCE_CHANGE_PASSWORD" && !verified ? [] : [`${contact}_verified`, String(verified)];

const isFree = (pool: Pool, email: string) => pool.users.holderOf("email", email) === undefined;

const domains = [
  "example.com",
  "example.com",
  "example.com",
  "example.org",
  "example.net",
  "mail.example.com",
  "corp.example.org",
];

const emailOf = (person: Person, random: Random): string => {
  const number = random.chance(0.7) ? String(random.int(9_000) + 100) : "";
  return `${person.handle}${number}@${random.pick(domains)}`.toLowerCase();
};

const phone = (form: string, random: Random) => form.replace(/#/g, () => String(random.int(10)));

const toPerson = (random: Random, index: number): Person => {
  const long = index % 400 === 17 ? longNames[Math.floor(index / 400) % longNames.length] : undefined;
  const culture = random.pick(cultures);
  const [given = "", givenLatin] = (long?.[0] ?? random.pick(culture.given)).split("|");
  const [family = "", familyLatin] = (long?.[1] ?? random.pick(culture.family)).split("|");
  const first = latin(givenLatin ?? given).slice(0, 40);
  const last = latin(familyLatin ?? family).slice(0, 60);
  const full = culture.familyFirst && !long ? `${family} ${given}` : `${given} ${family}`;
  return { given, family, full, phone: culture.phone, handle: handle(first, last, random) };
};

const handle = (first: string, last: string, random: Random) => {
  switch (random.int(4)) {
    case 0:
      return `${first.charAt(0)}.${last}`;
    case 1:
      return `${first}_${last}`;
    default:
      return `${first}.${last}`;
  }
};

// Letters that do not fall apart into a base letter and a mark.
const spellings: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
};

const latin = (name: string) =>
  name
    .toLowerCase()
    .replace(/[ßøłđðþæœ]/g, (letter) => spellings[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^a-z]/g, "");

const freeUsername = (pool: Pool, person: Person, random: Random): string => {
  let username = person.handle;
  while (pool.users.findByUsername(username)) username = `${person.handle}${random.int(9_999_999)}`;
  return username;
};

/** The `identities` attribute of a federated profile (cognito.md 6). */
const identities = (providerName: string, userId: string, dateCreated: number) => [
  "identities",
  JSON.stringify([
    {
      userId,
      providerName,
      providerType: providerName === "Google" ? "Google" : "OIDC",
      issuer: null,
      primary: true,
      dateCreated: Math.floor(dateCreated),
    },
  ]),
];

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

const seedStaging = (service: Service, count: number): SeededPool => {
  const { pool, seeded } = addPool(service, "Staging01", "stagingwebclient0000000000", {
    PoolName: "Staging",
    Policies: { PasswordPolicy: { MinimumLength: 8, ...fourClasses, TemporaryPasswordValidityDays: 7 } },
    AutoVerifiedAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
  });
  // A server of the company: to try a secret hash with.
  addClient(
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
    const { ageMs, changedMs } = ages(status, random);
    const verified = String(status !== "UNCONFIRMED" && i % 7 !== 6);
    const attributes = [
      ...["name", `Test User ${number}`, "given_name", "Test", "family_name", `User ${number}`],
      ...["email", `test.user${number}@example.com`, "email_verified", verified],
    ];
    const enabled = i % 20 !== 19;
    addUser(
      pool,
      random,
      credentials,
      { username: `test.user${number}`, status, ageMs, changedMs, enabled, attributes },
      now,
    );
  }
  return seeded;
};
