import type { CognitoCall } from "#lib/calls/call.ts";
import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions, OptionValue } from "#lib/operations/options.ts";
import { providerOf } from "#lib/operations/provider.ts";
import { attributeProblem } from "#lib/pools/attribute-schema.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

type NewValues = OptionValue<"attributes">;

function callsFor(attributes: NewValues): CognitoCall[] {
  const wanted = Object.entries(attributes);
  const changed = Object.fromEntries(wanted.filter((entry): entry is [string, string] => entry[1] !== null));
  const removed = wanted.filter(([, value]) => value === null).map(([name]) => name);
  return [
    ...(Object.keys(changed).length > 0 ? [{ name: "AdminUpdateUserAttributes" as const, attributes: changed }] : []),
    ...(removed.length > 0 ? [{ name: "AdminDeleteUserAttributes" as const, names: removed }] : []),
  ];
}

const leavesUnverified = (attributes: NewValues): boolean =>
  ["email", "phone_number"].some(
    (name) => Object.hasOwn(attributes, name) && attributes[name] !== null && attributes[`${name}_verified`] !== "true",
  );

function decide(user: User, pool: Pool, { attributes = {} }: OperationOptions): Decision {
  if (Object.keys(attributes).length === 0) return skipUser("Nothing was changed.");
  const problem = attributeProblem(attributes, pool.settings.schema);
  if (problem) return skipUser(problem);
  return applyCalls(callsFor(attributes), [
    leavesUnverified(attributes) &&
      "The new contact is not verified until the user enters a code or you mark it verified.",
    user.providers.length > 0 && `Signs in through ${providerOf(user)} too, which may overwrite what it maps.`,
  ]);
}

export const editAttributes: Operation = {
  label: "Edit attributes",
  past: "changed attributes of",
  infinitive: "change attributes of",
  about: "Replaces the values that you have changed; the others stay.",
  group: "contact",
  role: "admin",
  harsh: false,
  oneByOne: true,
  opensNativeSignIn: false,
  options: [],
  needs: "attributes",
  decide,
};
