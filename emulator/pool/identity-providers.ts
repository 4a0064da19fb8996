import { resourceNotFound } from "../service/fault.ts";
import type { User } from "../users/user.ts";
import type { Infer } from "../wire/shape.ts";
import type { CreateIdentityProviderRequest } from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

export type IdentityProviderSettings = Omit<Infer<typeof CreateIdentityProviderRequest>, "UserPoolId">;

export type IdentityProvider = { settings: IdentityProviderSettings; readonly createdAt: number; modifiedAt: number };

// assumed: the text.
export const requireIdentityProvider = (pool: Pool, name: string): IdentityProvider => {
  const provider = pool.identityProviders.get(name);
  if (!provider) throw resourceNotFound(`Identity provider ${name} does not exist.`);
  return provider;
};

export const describeIdentityProvider = (pool: Pool, { settings, createdAt, modifiedAt }: IdentityProvider) => ({
  UserPoolId: pool.id,
  AttributeMapping: {},
  IdpIdentifiers: [],
  ...settings,
  LastModifiedDate: modifiedAt / 1_000,
  CreationDate: createdAt / 1_000,
});

/** One entry of the `identities` attribute (cognito.md 6). */
export type Identity = {
  userId: string;
  providerName: string;
  providerType: string;
  issuer: string | null;
  primary: boolean;
  dateCreated: number;
};

export const identitiesOf = (user: User): Identity[] => JSON.parse(user.get("identities") ?? "[]") as Identity[];

export const setIdentities = (pool: Pool, user: User, identities: readonly Identity[]) =>
  pool.users.set(user, "identities", identities.length > 0 ? JSON.stringify(identities) : undefined);

const isOf = (providerName: string, userId: string) => (identity: Identity) =>
  identity.providerName === providerName && identity.userId === userId;

export const withoutIdentity = (identities: readonly Identity[], providerName: string, userId: string) => {
  const found = isOf(providerName, userId);
  return identities.filter((identity) => !found(identity));
};

/** The user who signs in with this identity: by a profile of its own or by a link. It is looked for among all, as both are rare. */
export const findByIdentity = (pool: Pool, providerName: string, userId: string): User | undefined =>
  findProfile(pool, providerName, userId) ??
  pool.users
    .page(undefined, undefined, Number.POSITIVE_INFINITY)
    .users.find((user) => user.get("identities") && identitiesOf(user).some(isOf(providerName, userId)));

/** The profile that a first sign-in made; its prefix was also seen in lower case (cognito.md 6). */
export const findProfile = (pool: Pool, providerName: string, userId: string): User | undefined =>
  pool.users.findByUsername(`${providerName}_${userId}`) ??
  pool.users.findByUsername(`${providerName.toLowerCase()}_${userId}`);
