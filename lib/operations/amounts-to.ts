import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions, OptionValue } from "#lib/operations/options.ts";

const verifiedBy: Record<string, OperationId> = {
  email_verified: "verify-email",
  phone_number_verified: "verify-phone",
};

const noOperations = (): OperationId[] => [];
const whenTicked =
  (id: OperationId) =>
  (on: boolean): OperationId[] =>
    on ? [id] : [];

/** The other operations that an option does the work of: a rule about one of those is not to be walked around. */
const amountsTo: {
  readonly [Name in keyof OperationOptions]-?: (value: OptionValue<Name>) => readonly OperationId[];
} = {
  first: (ids) => ids,
  attributes: (attributes) => Object.keys(attributes).flatMap((name) => verifiedBy[name] ?? []),
  group: noOperations,
  typedUsername: noOperations,
  moveSignInName: noOperations,
  alsoVerifyEmail: whenTicked("verify-email"),
  alsoSignOut: whenTicked("sign-out"),
  showPassword: whenTicked("set-permanent-password"),
  typedPassword: noOperations,
  acknowledgeProvider: noOperations,
  lookFirst: noOperations,
};

/** Every operation that an order comes to: itself, those that go first, and what its options amount to. */
export function comesTo(operation: OperationId, options: OperationOptions): OperationId[] {
  const amounts = (Object.keys(options) as (keyof OperationOptions)[]).flatMap((name) => {
    // The name picks the option and what it takes alike.
    const amount = amountsTo[name] as (value: unknown) => readonly OperationId[];
    return options[name] === undefined ? [] : amount(options[name]);
  });
  return [operation, ...amounts];
}
