import { createHash, timingSafeEqual } from "node:crypto";
import type { Pool } from "../pool/pool.ts";
import { invalidPassword, passwordHistoryViolation } from "../service/fault.ts";
import { alphabets, type Random } from "../service/random.ts";
import type { User } from "./user.ts";

export type PasswordPolicy = {
  MinimumLength: number;
  RequireUppercase: boolean;
  RequireLowercase: boolean;
  RequireNumbers: boolean;
  RequireSymbols: boolean;
  PasswordHistorySize?: number;
  TemporaryPasswordValidityDays: number;
};

export type Credential = {
  salt: string;
  hash: Buffer;
  /** What SRP needs to know of the password: a hash with the user's name in it. */
  identity?: Buffer;
  /** Where many users share one credential, the password, from which the identity is made when it is asked for. */
  shared?: string;
};

// One SHA-256 and no slow hash: these are passwords of a test service, and a million of them must be set in seconds.
const passwordDigest = (salt: string, password: string) => createHash("sha256").update(salt).update(password).digest();

export const toCredential = (password: string, random: Random): Credential => {
  const salt = random.text(alphabets.base64url, 12);
  return { salt, hash: passwordDigest(salt, password) };
};

/** The inner hash of SRP's x: pool, user and password (amazon-cognito-identity-js, AuthenticationHelper). */
const identityOf = (pool: Pool, user: User, password: string) =>
  createHash("sha256").update(`${pool.name}${user.username}:${password}`).digest();

/** Undefined for a user without a password, or with one that came as a hash. */
export const findIdentity = (pool: Pool, user: User): Buffer | undefined => {
  const { identity, shared } = user.credential ?? {};
  return identity ?? (shared === undefined ? undefined : identityOf(pool, user, shared));
};

export const passwordMatches = (credential: Credential | undefined, password: string) =>
  credential !== undefined && timingSafeEqual(credential.hash, passwordDigest(credential.salt, password));

// cognito.md 5.1: the symbols that count, a space among them (edges are refused by the pattern of the model).
const symbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";
const hasAnyOf = (password: string, alphabet: string) =>
  [...password].some((character) => alphabet.includes(character));

/** The first broken rule, length first (cognito.md 5.2), in the words that follow every operation's own prefix. */
export const brokenPasswordRule = (password: string, policy: PasswordPolicy): string | undefined => {
  if (password.length < policy.MinimumLength) return "Password not long enough";
  // Only basic Latin letters count for the case rules (cognito.md 5.1). The order after length is assumed.
  if (policy.RequireUppercase && !hasAnyOf(password, alphabets.uppercase))
    return "Password must have uppercase characters";
  if (policy.RequireLowercase && !hasAnyOf(password, alphabets.lowercase))
    return "Password must have lowercase characters";
  if (policy.RequireNumbers && !hasAnyOf(password, alphabets.digits)) return "Password must have numeric characters";
  if (policy.RequireSymbols && !hasAnyOf(password, symbols)) return "Password must have symbol characters";
  return undefined;
};

// cognito.md 5.2: the first two prefixes are observed, the last is assumed.
const prefixes = {
  signUp: "Password did not conform with policy: ",
  adminCreateUser: "Password did not conform with password policy: ",
  other: "Password does not conform to policy: ",
};

export const requirePasswordPolicy = (password: string, policy: PasswordPolicy, by: keyof typeof prefixes) => {
  const rule = brokenPasswordRule(password, policy);
  if (rule) throw invalidPassword(prefixes[by] + rule);
};

/** PasswordHistorySize counts the present password (cognito.md 5.1); 0 or unset keeps none. */
export const requireUnusedPassword = (user: User, password: string, { PasswordHistorySize = 0 }: PasswordPolicy) => {
  const recent = [user.credential, ...(user.formerCredentials ?? [])].slice(0, PasswordHistorySize);
  // assumed: the text (cognito.md 5.2).
  if (recent.some((former) => passwordMatches(former, password))) {
    throw passwordHistoryViolation("Password has previously been used");
  }
};

export const setPassword = (random: Random, pool: Pool, user: User, password: string) => {
  const { PasswordHistorySize = 0 } = pool.passwordPolicy;
  if (PasswordHistorySize > 0 && user.credential) {
    user.formerCredentials = [user.credential, ...(user.formerCredentials ?? [])].slice(0, PasswordHistorySize);
  }
  user.credential = { ...toCredential(password, random), identity: identityOf(pool, user, password) };
};

/** A temporary password that keeps the policy, without characters that are misread. */
export const generatePassword = (policy: PasswordPolicy, random: Random): string => {
  const classes = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!@#%^*-_=+?"];
  const length = Math.max(policy.MinimumLength, 10);
  const characters = classes.map((alphabet) => random.text(alphabet, 1));
  while (characters.length < length) characters.push(random.text(random.pick(classes), 1));
  for (let i = characters.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [characters[i], characters[j]] = [characters[j] as string, characters[i] as string];
  }
  return characters.join("");
};
