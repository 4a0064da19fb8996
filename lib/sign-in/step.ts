import type { PasswordFlow } from "#lib/sign-in/app-client.ts";

/** Who speaks: the user's app, or a server of the company that signs its calls with AWS credentials. */
export type Speaker = "user" | "admin";

export const codeFactors = ["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"] as const;
export type CodeFactor = (typeof codeFactors)[number];

/** One thing a user, or the app on their behalf, says to Cognito. */
export type Step =
  | { name: "sign-in"; flow: PasswordFlow; username: string; password: string }
  | {
      name: "new-password";
      by: Speaker;
      session: string;
      username: string;
      password: string;
      attributes: Record<string, string>;
    }
  | { name: "answer-code"; by: Speaker; factor: CodeFactor; session: string; username: string; code: string }
  | { name: "choose-factor"; by: Speaker; session: string; username: string; factor: string }
  | { name: "begin-app"; session: string; username: string }
  | { name: "verify-app"; session: string; username: string; code: string }
  | { name: "finish-app"; by: Speaker; session: string; username: string }
  | { name: "forgot-password"; username: string }
  | { name: "confirm-forgot-password"; username: string; code: string; password: string }
  | { name: "change-password"; accessToken: string; username: string; previous: string; proposed: string }
  | { name: "sign-out"; accessToken: string; username: string };

export type StepName = Step["name"];

/** What the person presses, and what the audit calls it. */
export const stepLabels: Record<StepName, string> = {
  "sign-in": "Sign in",
  "new-password": "Set the new password",
  "answer-code": "Send the code",
  "choose-factor": "Choose the second factor",
  "begin-app": "Ask for the authenticator's secret",
  "verify-app": "Verify the authenticator",
  "finish-app": "Finish the set-up",
  "forgot-password": "Ask for a code",
  "confirm-forgot-password": "Set the password with the code",
  "change-password": "Change the password",
  "sign-out": "Sign out everywhere",
};

/** What goes along as SECRET_HASH where the app client has a secret; a wrong one and none are there to see what happens. */
export const hashChoices = ["right", "wrong", "none"] as const;
export type HashChoice = (typeof hashChoices)[number];

export const callNames = [
  "InitiateAuth",
  "AdminInitiateAuth",
  "RespondToAuthChallenge",
  "AdminRespondToAuthChallenge",
  "AssociateSoftwareToken",
  "VerifySoftwareToken",
  "ForgotPassword",
  "ConfirmForgotPassword",
  "ChangePassword",
  "GlobalSignOut",
] as const;
export type CallName = (typeof callNames)[number];

/** What is shown as dots, and stands in commands as a variable of this name. */
export interface Secret {
  variable: string;
  value: string;
}
export type MemberText = string | Secret;
export type Members = Record<string, MemberText | Record<string, MemberText>>;

/** A step as Cognito's API has it. */
export interface Request {
  call: CallName;
  members: Members;
}

export const isSecret = (text: MemberText | Record<string, MemberText>): text is Secret =>
  typeof text === "object" && typeof text.variable === "string" && typeof text.value === "string";

const secret = (variable: string, value: string): Secret => ({ variable, value });

/** A secret that is there and not told. */
export const hidden = (variable: string): Secret => secret(variable, "");

/** The request without what is secret in it, to be shown and kept. */
export function masked({ call, members }: Request): Request {
  const mask = (text: MemberText): MemberText => (isSecret(text) ? hidden(text.variable) : text);
  const maskAll = (value: Members[string]): Members[string] =>
    typeof value === "string" || isSecret(value)
      ? mask(value)
      : Object.fromEntries(Object.entries(value).map(([name, text]) => [name, mask(text)]));
  return { call, members: Object.fromEntries(Object.entries(members).map(([name, value]) => [name, maskAll(value)])) };
}

/** The members as lines, those within another after a dot. */
export const requestRows = ({ members }: Request): [name: string, value: MemberText][] =>
  Object.entries(members).flatMap(([name, value]): [string, MemberText][] =>
    typeof value === "string" || isSecret(value)
      ? [[name, value]]
      : Object.entries(value).map(([key, text]) => [`${name}.${key}`, text]),
  );

/** Operations that carry an access token or a session of MFA_SETUP take no secret hash (cognito.md 7.4). */
export const takesHash = ({ name }: Pick<Step, "name">): boolean =>
  !["begin-app", "verify-app", "change-password", "sign-out"].includes(name);

const codeMembers: Record<CodeFactor, string> = {
  SMS_MFA: "SMS_MFA_CODE",
  EMAIL_OTP: "EMAIL_OTP_CODE",
  SOFTWARE_TOKEN_MFA: "SOFTWARE_TOKEN_MFA_CODE",
};

/**
 * What a step sends: shown on screen, written as a command, and sent, all from here.
 * @param hash the SECRET_HASH, or null to send none; the browser does not know it and gives an empty one
 */
export function requestOf(step: Step, place: { poolId: string; clientId: string }, hash: string | null): Request {
  const ClientId = place.clientId;
  const hashed: Record<string, MemberText> = hash === null ? {} : { SECRET_HASH: secret("SECRET_HASH", hash) };
  const SecretHash: Members = hash === null ? {} : { SecretHash: secret("SECRET_HASH", hash) };
  const respond = (answer: { by: Speaker; session: string; username: string }, challenge: string, rest: Members) => ({
    call: answer.by === "admin" ? ("AdminRespondToAuthChallenge" as const) : ("RespondToAuthChallenge" as const),
    members: {
      ...(answer.by === "admin" && { UserPoolId: place.poolId }),
      ClientId,
      ChallengeName: challenge,
      ChallengeResponses: { USERNAME: answer.username, ...rest, ...hashed } as Record<string, MemberText>,
      Session: secret("SESSION", answer.session),
    },
  });
  switch (step.name) {
    case "sign-in": {
      const admin = step.flow === "ADMIN_USER_PASSWORD_AUTH";
      return {
        call: admin ? "AdminInitiateAuth" : "InitiateAuth",
        members: {
          ...(admin && { UserPoolId: place.poolId }),
          ClientId,
          AuthFlow: step.flow,
          AuthParameters: { USERNAME: step.username, PASSWORD: secret("PASSWORD", step.password), ...hashed },
        },
      };
    }
    case "new-password": {
      // cognito.md 7.2: attributes carry this prefix.
      const given = Object.entries(step.attributes).map(([name, value]) => [`userAttributes.${name}`, value]);
      const password = { NEW_PASSWORD: secret("NEW_PASSWORD", step.password) };
      return respond(step, "NEW_PASSWORD_REQUIRED", { ...password, ...Object.fromEntries(given) });
    }
    case "answer-code":
      return respond(step, step.factor, { [codeMembers[step.factor]]: secret("CODE", step.code) });
    case "choose-factor":
      return respond(step, "SELECT_MFA_TYPE", { ANSWER: step.factor });
    case "begin-app":
      return { call: "AssociateSoftwareToken", members: { Session: secret("SESSION", step.session) } };
    case "verify-app":
      return {
        call: "VerifySoftwareToken",
        members: { Session: secret("SESSION", step.session), UserCode: secret("CODE", step.code) },
      };
    case "finish-app":
      return respond(step, "MFA_SETUP", {});
    case "forgot-password":
      return { call: "ForgotPassword", members: { ClientId, Username: step.username, ...SecretHash } };
    case "confirm-forgot-password":
      return {
        call: "ConfirmForgotPassword",
        members: {
          ClientId,
          Username: step.username,
          ConfirmationCode: secret("CODE", step.code),
          Password: secret("NEW_PASSWORD", step.password),
          ...SecretHash,
        },
      };
    case "change-password":
      return {
        call: "ChangePassword",
        members: {
          PreviousPassword: secret("PASSWORD", step.previous),
          ProposedPassword: secret("NEW_PASSWORD", step.proposed),
          AccessToken: secret("ACCESS_TOKEN", step.accessToken),
        },
      };
    case "sign-out":
      return { call: "GlobalSignOut", members: { AccessToken: secret("ACCESS_TOKEN", step.accessToken) } };
  }
}
