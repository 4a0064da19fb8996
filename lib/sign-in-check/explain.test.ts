import { describe, expect, test } from "vitest";
import type { Answer } from "#lib/sign-in/answer.ts";
import type { HashChoice, Step } from "#lib/sign-in/step.ts";
import { explain } from "#lib/sign-in-check/explain.ts";
import { firstStage, nextStage, type Stage } from "#lib/sign-in-check/stage.ts";

const username = "ada";
const signIn: Step = { name: "sign-in", flow: "USER_PASSWORD_AUTH", username, password: "any" };
const adminSignIn: Step = { ...signIn, flow: "ADMIN_USER_PASSWORD_AUTH" };
const forgot: Step = { name: "forgot-password", username };
const confirm: Step = { name: "confirm-forgot-password", username, code: "any", password: "any" };
const change: Step = { name: "change-password", accessToken: "any", username, previous: "any", proposed: "any" };
const client = { hidesUsers: false, sessionMinutes: 3 };

const refused = (error: string, message: string): Answer => ({
  kind: "refused",
  error,
  message,
  code: "refused-by-cognito",
});
const titleOf = (step: Step, answer: Answer, hash: HashChoice = "right"): string =>
  explain({ step, answer, hash, client }).title;

describe("a refusal is explained by its error and the beginning of its message", () => {
  const no = "NotAuthorizedException";
  const bad = "InvalidParameterException";
  test.each<[Step, error: string, message: string, title: string]>([
    [signIn, no, "Incorrect username or password.", "User name or password is wrong"],
    [change, no, "Incorrect username or password.", "The old password is wrong"],
    [signIn, no, "Unable to verify secret hash for client 3x", "The secret hash is wrong"],
    [signIn, no, "Client 3x is configured with secret but SECRET_HASH was not received", "The secret hash is missing"],
    [signIn, no, "Invalid session for the user, session is expired.", "The session is over"],
    [signIn, no, "Invalid session for the user, session can only be used once.", "The session was used before"],
    [signIn, no, "Invalid session for the user.", "The session is not valid"],
    [signIn, no, "User is disabled.", "The user is disabled"],
    [signIn, no, "Temporary password has expired and must be reset", "The temporary password is too old"],
    [signIn, no, "Password attempts exceeded", "Too many wrong passwords"],
    [forgot, no, "User password cannot be reset in the current state.", "The password cannot be reset in this status"],
    [forgot, bad, "Cannot reset password for the user as there is no", "There is nowhere to send a code"],
    [signIn, bad, "USER_PASSWORD_AUTH flow not enabled for this client", "The app client does not allow this flow"],
    [adminSignIn, bad, "Auth flow not enabled for this client", "The app client does not allow this flow"],
    [change, no, "Access Token has been revoked", "The access token is revoked"],
    [signIn, "UserNotConfirmedException", "User is not confirmed.", "The sign-up is not confirmed"],
    [signIn, "UserNotFoundException", "User does not exist.", "There is no such user"],
    [confirm, "ExpiredCodeException", "Invalid code provided", "The code is too old, or none was asked for"],
    [confirm, "ExpiredCodeException", "Your software token has already been used", "This code was used before"],
    [signIn, no, "Of 2027", "Cognito refused"],
    [signIn, "SomethingNewException", "Of 2027", "Cognito refused"],
  ])("%o: %s %s", (step, error, message, title) => {
    expect(titleOf(step, refused(error, message))).toBe(title);
  });

  test("a hash that was made wrong on purpose is called so, and no other", () => {
    const answer = refused("NotAuthorizedException", "Unable to verify secret hash for client 3x");
    const text = (hash: HashChoice): string => explain({ step: signIn, answer, hash, client }).text;
    expect(text("wrong")).toContain("as asked");
    expect(text("right")).not.toContain("as asked");
  });

  test("where users are hidden, a code on its way may be none", () => {
    const answer: Answer = { kind: "code-sent", medium: "EMAIL", destination: "a***@e***" };
    const text = (hidesUsers: boolean): string =>
      explain({ step: forgot, answer, hash: "right", client: { ...client, hidesUsers } }).text;
    expect(text(true)).toContain("hides which users exist");
    expect(text(false)).not.toContain("hides which users exist");
  });
});

describe("an answer says where the conversation goes on", () => {
  const challenge = {
    name: "SMS_MFA",
    session: "s",
    username: "",
    requiredAttributes: [],
    destination: null,
    factors: [],
  };
  const asked: Stage = { at: "challenge", by: "admin", challenge, endsAt: 1 };
  const signedIn: Stage = { at: "signed-in", accessToken: "t", username };
  test.each<[string, Stage, Step, Answer, Partial<Stage>]>([
    ["a challenge of the app", firstStage, signIn, { kind: "challenge", challenge }, { at: "challenge", by: "user" }],
    ["of a server", firstStage, adminSignIn, { kind: "challenge", challenge }, { at: "challenge", by: "admin" }],
    [
      "a code was sent",
      firstStage,
      forgot,
      { kind: "code-sent", medium: "", destination: "" },
      { at: "start", with: confirm.name },
    ],
    ["the password is set", firstStage, confirm, { kind: "done" }, firstStage],
    ["the password is changed", signedIn, change, { kind: "done" }, signedIn],
    [
      "a reset is needed",
      firstStage,
      signIn,
      refused("PasswordResetRequiredException", ""),
      { at: "start", with: forgot.name },
    ],
    ["the session is over", asked, signIn, refused("NotAuthorizedException", "Invalid session for"), firstStage],
    ["a wrong code", asked, signIn, refused("CodeMismatchException", ""), asked],
    ["no answer", asked, signIn, { kind: "unanswered", code: "unreachable", message: "" }, asked],
  ])("%s", (_what, stage, step, answer, next) => {
    expect(nextStage(stage, step, answer, 1_000, 5)).toMatchObject(next);
  });

  test("a challenge names the user as at sign-in where Cognito gives no other name, and ends with the client's minutes", () => {
    const next = nextStage(firstStage, signIn, { kind: "challenge", challenge }, 1_000, 5);
    expect(next).toMatchObject({ challenge: { username }, endsAt: 1_000 + 5 * 60_000 });
  });
});
