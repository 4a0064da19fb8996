import { z } from "zod";
import { operationIds } from "#lib/operations/catalog.ts";

const ticked = z.boolean().optional();

/**
 * What the agent may choose beside the operation itself, as a request brings it. Only the server runs this; the browser has the type.
 * What each one comes to stands in `amountsTo`, what a box is called in the dialog.
 */
export const optionsSchema = z.strictObject({
  /** Operations that go before it in the same plan, in this order, for the users that need them. */
  first: z.array(z.enum(operationIds)).max(operationIds.length).readonly().optional(),
  /**
   * New values by attribute name; null takes the attribute away. For "edit-attributes", one user at a time. The longest name and value
   * that Cognito takes (cognito.md 4.4).
   */
  attributes: z.record(z.string().min(1).max(32), z.string().max(2048).nullable()).readonly().optional(),
  /** The group that "add-to-group" and "remove-from-group" are about. */
  group: z.string().min(1).max(128).optional(),
  /** The username, typed by the person who deletes the user. */
  typedUsername: z.string().max(128).optional(),
  /**
   * The sub of the one person who may lose a sign-in name to this user by it, and has been looked at beside them. For one user at a time
   * and administrators only; whoever else turns out to hold the name keeps it.
   */
  moveSignInName: z.string().min(1).max(64).optional(),
  /** Mark the e-mail address verified in the same go. */
  alsoVerifyEmail: ticked,
  /** End the user's sessions afterwards. */
  alsoSignOut: ticked,
  /** Force confirm with a password that is shown once, instead of one that nobody learns. */
  showPassword: ticked,
  /** The password is typed by staff; the text itself travels beside the options and is never stored. */
  typedPassword: ticked,
  /** The agent has read that this user signs in through an identity provider and goes on; for one user only. */
  acknowledgeProvider: ticked,
  /** Read by AdminGetUser, which is billable, whether the code of a reset can go, for those of whom nobody knows. */
  lookFirst: ticked,
});

export type OperationOptions = z.infer<typeof optionsSchema>;

/** The value of an option that was chosen. */
export type OptionValue<Name extends keyof OperationOptions> = NonNullable<OperationOptions[Name]>;

/** The choices that are a box to tick. */
export type OptionName = {
  [Name in keyof OperationOptions]-?: OptionValue<Name> extends boolean ? Name : never;
}[keyof OperationOptions];
