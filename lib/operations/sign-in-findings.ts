import type { Finding, Hints } from "#lib/operations/diagnose.ts";
import { isMovable } from "#lib/operations/guards/holders.ts";
import { chainedWay, enablingOptions, wayTo } from "#lib/operations/ways.ts";
import type { Pool } from "#lib/pools/pool.ts";
import {
  hasValue,
  isSignInName,
  nameValue,
  type SignInNameAttribute,
  signInNameAttributes,
  signInNoun,
  signInUse,
} from "#lib/users/sign-in-claim.ts";
import {
  knowableNames,
  type SharedName,
  type SignInName,
  type SignInNames,
  signInNames,
} from "#lib/users/sign-in-names.ts";
import { personText, stateText, type User } from "#lib/users/user.ts";

/** What the user's names say: whether one is left to sign in with, and whom else they lead to (cognito.md section 6). */
export function signInFindings(user: User, pool: Pool, { others }: Hints): Finding[] {
  if (user.status === "EXTERNAL_PROVIDER") return [];
  const names = signInNames(user, pool.settings, others);
  const known = knowableNames(user, names);
  return [
    ...(known.length === 0 ? [noName(user, pool, names)] : namesNote(user, pool, names, known)),
    ...twinsNote(names),
    ...signInNameAttributes.flatMap((attribute) => sharedContact(user, pool, others, attribute)),
  ];
}

const isAliasContact = (by: SignInName["by"], pool: Pool): boolean =>
  by !== "username" && signInUse(by, pool.settings) === "alias";

const otherText = ({ other, otherBy }: SharedName): string =>
  otherBy === "username"
    ? `another person's username: ${personText(other)}`
    : `the sign-in name of ${personText(other)}`;

const verifyBy = { email: "verify-email", phone_number: "verify-phone" } as const;

/** Only a name that nobody can know is left. Whose the contact is, is asked before it is made a name. */
function noName(user: User, pool: Pool, { dead, foreign }: SignInNames): Finding {
  const contact = dead.find(({ by }) => isAliasContact(by, pool));
  const taken = foreign.find(({ value }) => value === contact?.value);
  const verify = contact && (contact.by === "email" || contact.by === "phone_number") ? verifyBy[contact.by] : null;
  const about = contact
    ? `The ${signInNoun[contact.by as SignInNameAttribute]} ${contact.value} is no sign-in name until verified`
    : "No contact of this user is a sign-in name";
  return {
    kind: "no-sign-in-name",
    weight: user.providers.length > 0 ? "note" : "blocks",
    title: "Has no sign-in name that a person would know",
    detail: `${about}; the sign-in name is ${user.username}.${taken ? ` ${taken.value} is ${otherText(taken)}.` : ""}`,
    ...(contact && {
      asks: `Is ${contact.value} this person's own? If it is not, correct it first; verify it only when they have said so.`,
    }),
    ways: [wayTo("edit-attributes"), ...(verify ? [chainedWay(verify, enablingOptions(user), [])] : [])],
    ...(taken && { people: [taken.other] }),
  };
}

const looksLikeContact = (username: string): boolean => /^[^\s@]+@[^\s@]+$|^\+\d{6,15}$/.test(username);

/** Said where a name that is shown on the page would lead nowhere, or to somebody else. */
function namesNote(user: User, pool: Pool, names: SignInNames, known: readonly SignInName[]): Finding[] {
  const { dead, foreign, mistakable } = names;
  const told = dead.filter(
    (name) =>
      isAliasContact(name.by, pool) ||
      foreign.some(({ value }) => value === name.value) ||
      // a username of that form is taken for the address that stands beside it
      (name.by === "email" && looksLikeContact(user.username)),
  );
  if (told.length === 0 && mistakable.length === 0) return [];
  const sentences = [
    ...told.map(({ value, why }) => {
      const of = foreign.find((one) => one.value === value);
      return of ? `${value} is ${otherText(of)}.` : `Not by ${value}: ${why}.`;
    }),
    ...mistakable.map(({ value, other, otherBy }) =>
      otherBy === "username"
        ? `${value} is also the username of ${personText(other)}.`
        : `${value} is also the ${signInNoun[otherBy]} of ${personText(other)}.`,
    ),
  ];
  return [
    {
      kind: "sign-in-names",
      weight: "note",
      title: `Signs in as ${known.map(({ value }) => value).join(" or ")}`,
      detail: sentences.map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join(" "),
      ways: [],
      ...people([...foreign, ...mistakable].map(({ other }) => other)),
    },
  ];
}

const people = (users: readonly User[]): Pick<Finding, "people"> => {
  const once = [...new Map(users.map((user) => [user.sub, user])).values()];
  return once.length > 0 ? { people: once } : {};
};

const twinsNote = ({ twins }: SignInNames): Finding[] =>
  twins.length === 0
    ? []
    : [
        {
          kind: "twin-names",
          weight: "note",
          title: "Names differ by case here",
          detail: `There is also ${twins.map((twin) => `${twin.username} (${stateText(twin)})`).join(", ")}. Make sure which of them the person signs in as.`,
          ways: [],
          ...people(twins),
        },
      ];

/** Others with the same value, where it is or would be a sign-in name: who loses it to whom. */
function sharedContact(user: User, pool: Pool, others: readonly User[], attribute: SignInNameAttribute): Finding[] {
  const { settings } = pool;
  const value = nameValue(user, attribute);
  if (value === null || signInUse(attribute, settings) === "none") return [];
  const sharing = others.filter((other) => other.sub !== user.sub && hasValue(other, { attribute, value }, settings));
  if (sharing.length === 0) return [];
  const noun = signInNoun[attribute];
  const holders = sharing.filter((other) => isSignInName(other, attribute, settings));
  const who = (holders.length > 0 ? holders : sharing).map(personText).join(", ");
  const finding = { kind: "contact-taken" as const, ways: [], ...people(sharing) };
  if (isSignInName(user, attribute, settings))
    return [
      {
        ...finding,
        weight: "note",
        title: `${sharing.length === 1 ? "Another user has" : "Other users have"} the same ${noun}`,
        detail: `It is also that of ${who}. ${isMovable({ attribute, value }, settings) ? `If it is verified there, it stops being this user's sign-in name.` : "It leads to this user."}`,
      },
    ];
  if (holders.length === 0)
    return [
      {
        ...finding,
        weight: "note",
        title: `${sharing.length === 1 ? "Another user has" : "Other users have"} the same ${noun}`,
        detail: `It is also that of ${who}. It is verified at neither, and can become the sign-in name of one of them only.`,
      },
    ];
  return [
    {
      ...finding,
      weight: "hinders",
      title: `Another user signs in with the same ${noun}`,
      detail: `It is also that of ${who}. Marked verified here, it becomes this user's sign-in name, and stops being the other's. Look at both before you choose to verify it.`,
    },
  ];
}
