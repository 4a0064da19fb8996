"use server";

import { z } from "zod";
import { action } from "#lib/action.ts";
import { longestPassword } from "#lib/operations/password.ts";
import { passwordFlows } from "#lib/sign-in/app-client.ts";
import { codeFactors, hashChoices } from "#lib/sign-in/step.ts";
import { takeStep as take } from "#lib/sign-in-check/take-step.ts";

// The longest that the API takes (its reference, SessionType, TokenModelType and ConfirmationCodeType); for tokens, less.
const session = z.string().min(20).max(2048);
const accessToken = z.string().max(16_384);
const code = z.string().min(1).max(64);
const username = z.string().min(1).max(128);
const password = z.string().max(longestPassword + 1);
const by = z.enum(["user", "admin"]);

const step = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("sign-in"), flow: z.enum(passwordFlows), username, password }),
  z.strictObject({
    name: z.literal("new-password"),
    by,
    session,
    username,
    password,
    attributes: z.record(z.string().min(1).max(32), z.string().max(2048)),
  }),
  z.strictObject({ name: z.literal("answer-code"), by, factor: z.enum(codeFactors), session, username, code }),
  z.strictObject({ name: z.literal("choose-factor"), by, session, username, factor: z.string().max(32) }),
  z.strictObject({ name: z.literal("begin-app"), session, username }),
  z.strictObject({ name: z.literal("verify-app"), session, username, code }),
  z.strictObject({ name: z.literal("finish-app"), by, session, username }),
  z.strictObject({ name: z.literal("forgot-password"), username }),
  z.strictObject({ name: z.literal("confirm-forgot-password"), username, code, password }),
  z.strictObject({
    name: z.literal("change-password"),
    accessToken,
    username,
    previous: password,
    proposed: password,
  }),
  z.strictObject({ name: z.literal("sign-out"), accessToken, username }),
]);

/** Says one thing to Cognito as the user would, on a test pool. */
export const takeStep = action({
  event: "sign-in-check",
  input: z.strictObject({
    pool: z.string().max(64),
    client: z
      .string()
      .max(128)
      .regex(/^[\w+]+$/),
    step,
    hash: z.enum(hashChoices),
  }),
  role: "agent",
  pool: ({ pool }) => pool,
  run: ({ input, by, now }) => take(input, by, now),
});
