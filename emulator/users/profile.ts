import type { Client, Pool } from "../pool/pool.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { User } from "./user.ts";
import type { AliasName } from "./users.ts";

export type AliasClash = { attribute: AliasName; holder: User };

const contacts = ["email", "phone_number"] as const;

/** Other users who sign in with what this user would sign in with after the change (cognito.md 6). */
export const aliasClashes = (pool: Pool, values: ReadonlyMap<string, string>, user?: User): AliasClash[] => {
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  const after = (name: string) => values.get(name) ?? user?.get(name);
  const verifiedAfter = (contact: string) =>
    (values.get(`${contact}_verified`) ??
      (changes(values, contact, user) ? undefined : after(`${contact}_verified`))) === "true";
  const wanted: AliasName[] = [
    ...UsernameAttributes.filter((attribute) => values.has(attribute)),
    ...AliasAttributes.filter((attribute) =>
      attribute === "preferred_username" ? values.has(attribute) : verifiedAfter(attribute),
    ),
  ];
  return wanted.flatMap((attribute) => {
    const value = after(attribute);
    const holder = value ? pool.users.holderOf(attribute, value) : undefined;
    return holder && holder !== user ? [{ attribute, holder }] : [];
  });
};

/** For a user that an administrator creates: nothing is said of what was not given (cognito-identity-js#532, observed). */
export const writeAttributes = (pool: Pool, user: User, values: ReadonlyMap<string, string>) => {
  for (const [name, value] of values) pool.users.set(user, name, value);
};

/** A new address is marked unverified, unless the same call says that it is verified (cognito-identity-js#322, observed). */
export const changeAttributes = (pool: Pool, user: User, values: ReadonlyMap<string, string>) => {
  for (const contact of contacts) {
    if (changes(values, contact, user) && !values.has(`${contact}_verified`)) {
      pool.users.set(user, `${contact}_verified`, values.get(contact) ? "false" : undefined);
    }
  }
  writeAttributes(pool, user, values);
};

const changes = (values: ReadonlyMap<string, string>, name: string, user: User | undefined) =>
  values.has(name) && values.get(name) !== user?.get(name);

export const aliasTakenText = (pool: Pool, { attribute }: AliasClash) =>
  pool.usernameIsSub
    ? `An account with the given ${attribute} already exists.`
    : `An account with the ${attribute} already exists.`;

/** What the client may read: all, unless it says (API reference, CreateUserPoolClient). The sub is never hidden (assumed). */
export const readableAttributes = ({ settings }: Client, user: User) =>
  user
    .attributes()
    .filter(({ Name }) => Name === "sub" || !settings.ReadAttributes?.length || settings.ReadAttributes.includes(Name));

/** Text: aws-sdk-js#3603, observed for email_verified, which no client may write. */
export const requireWritable = ({ settings }: Client, values: ReadonlyMap<string, string>) => {
  const writable = settings.WriteAttributes;
  for (const name of values.keys()) {
    if (name.endsWith("_verified") || (writable?.length && !writable.includes(name))) {
      throw notAuthorized("A client attempted to write unauthorized attribute");
    }
  }
};

/** Only these two are verified by code. assumed: the text. */
export const requireContact = (name: string): (typeof contacts)[number] => {
  const contact = contacts.find((known) => known === name);
  if (!contact) throw invalidParameter(`Attribute ${name} cannot be verified`);
  return contact;
};
