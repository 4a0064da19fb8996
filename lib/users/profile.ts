import type { User } from "#lib/users/user.ts";

/** A user with every attribute, as ListUsers gives them. */
export interface Profile {
  user: User;
  attributes: Record<string, string>;
}

/** What a user can sign in with beside the password, and the devices it is remembered on. */
export interface SecondFactors {
  /** Cognito's names, such as "SOFTWARE_TOKEN_MFA". */
  factors: string[];
  preferred: string | null;
  /** What a sign-in can begin with, by Cognito's names such as "PASSWORD"; null where it was not asked, or may not be. */
  signsInBy: string[] | null;
  /** null where the pool remembers none. */
  devices: { name: string; lastAt: number | null }[] | null;
}

/** One event that Cognito keeps of a user; times are epoch milliseconds. */
export interface SignInEvent {
  id: string;
  at: number;
  /** SignIn, SignUp, ForgotPassword, PasswordChange, ResendCode. */
  kind: string;
  passed: boolean;
  from: string | null;
  device: string | null;
}
