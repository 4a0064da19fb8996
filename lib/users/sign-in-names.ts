import type { PoolSettings } from "#lib/pools/pool.ts";
import {
  isSignInName,
  nameValue,
  type SignInNameAttribute,
  sameName,
  signInNameAttributes,
  signInNoun,
  signInUse,
} from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** A text that a person may try to sign in with, and what of the user it is. */
export interface SignInName {
  by: "username" | SignInNameAttribute;
  value: string;
}

/** One that does not lead to this user. */
export interface DeadName extends SignInName {
  /** Why, so that it goes on from "…:". */
  why: string;
}

/** One of the user's texts that is also somebody else's. */
export interface SharedName extends SignInName {
  other: User;
  /** What of the other it is. */
  otherBy: SignInName["by"];
}

/** With which names a user of a native way in can sign in, and with which not (cognito.md section 6). */
export interface SignInNames {
  live: SignInName[];
  dead: DeadName[];
  /** Dead here because they are live there. */
  foreign: SharedName[];
  /** The username, where it reads like the contact of somebody else. */
  mistakable: SharedName[];
  /** Others whose username differs from this one by the case of letters alone, which makes two people here. */
  twins: User[];
}

const textsOf = (user: User): SignInName[] =>
  signInNameAttributes.flatMap((by) => {
    const value = nameValue(user, by);
    return value === null ? [] : [{ by, value }];
  });

/** In a pool that signs in by a contact the username is the sub, which signs nobody in and which nobody knows. */
const hasUsername = ({ signInAttributes }: PoolSettings): boolean => signInAttributes.length === 0;

function liveNames(user: User, settings: PoolSettings): SignInName[] {
  if (user.status === "EXTERNAL_PROVIDER") return [];
  const username: SignInName[] = hasUsername(settings) ? [{ by: "username", value: user.username }] : [];
  return [...username, ...textsOf(user).filter(({ by }) => by !== "username" && isSignInName(user, by, settings))];
}

function whyDead({ by }: SignInName, settings: PoolSettings): string {
  if (by === "username" || signInUse(by, settings) === "none")
    return `nobody signs in by ${by === "phone_number" ? "phone number" : by === "email" ? "e-mail address" : "preferred username"} in this pool`;
  return `the ${signInNoun[by]} is not verified`;
}

/**
 * @param others other users of the pool with one of these texts, or with the same username in another case; as far as anyone has looked
 */
export function signInNames(user: User, settings: PoolSettings, others: readonly User[]): SignInNames {
  const same = (one: string, other: string) => sameName(one, settings) === sameName(other, settings);
  const live = liveNames(user, settings);
  const isLive = ({ value }: SignInName) => live.some((one) => same(one.value, value));
  const texts = user.status === "EXTERNAL_PROVIDER" ? [] : textsOf(user).filter((name) => !isLive(name));
  const people = others.filter(({ sub }) => sub !== user.sub);
  const foreign = texts.flatMap((name) =>
    people.flatMap((other) =>
      liveNames(other, settings)
        .filter(({ value }) => same(value, name.value))
        .map(({ by }) => ({ ...name, other, otherBy: by })),
    ),
  );
  const username = hasUsername(settings) && user.status !== "EXTERNAL_PROVIDER" ? user.username : null;
  const mistakable = people.flatMap((other) =>
    textsOf(other)
      .filter(({ value }) => username !== null && same(value, username))
      .map(({ by }) => ({ by: "username" as const, value: user.username, other, otherBy: by })),
  );
  return {
    live,
    dead: texts.map((name) => ({ ...name, why: whyDead(name, settings) })),
    foreign,
    mistakable: mistakable.filter(() => !textsOf(user).some(({ value }) => username !== null && same(value, username))),
    twins: people.filter(
      (other) =>
        settings.caseSensitive &&
        username !== null &&
        other.username !== user.username &&
        other.username.toLowerCase() === user.username.toLowerCase(),
    ),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const generatedShapes = [
  uuid,
  // a provider's name and the id that it gave
  /^[a-z][a-z0-9-]*_(?:\d{8,}|[0-9a-f]{16,}|[\w.-]*\d[\w.-]{20,})$/i,
  /^[0-9a-f]{16,}$/i,
  // long, with digits in between, and no sign at which a person would break it
  /^(?=(?:\D*\d){3})(?=.*[a-z])[a-z0-9]{20,}$/i,
];

/** Whether a username was made by a machine, so that the person cannot be expected to know it. */
export const isGeneratedName = ({ username, sub }: Pick<User, "username" | "sub">): boolean =>
  username === sub || generatedShapes.some((shape) => shape.test(username));

/** Those of the live names that the person can know. */
export const knowableNames = (user: User, { live }: SignInNames): SignInName[] =>
  live.filter(({ by }) => by !== "username" || !isGeneratedName(user));
