import { type Clock, hourMs, minuteMs } from "../service/clock.ts";
import { codeMismatch, expiredCode } from "../service/fault.ts";
import { alphabets, type Random } from "../service/random.ts";
import type { User } from "../users/user.ts";

/** `proves` is the attribute that the code was sent to, `pending` the new value that waits for it. */
export type Code = { code: string; sentAt: number; proves: "email" | "phone_number"; pending?: string };
export type CodePurpose = "signUp" | "recovery" | "updateEmail" | "updatePhone" | "mfa" | "signIn";
export type Codes = Partial<Record<CodePurpose, Code>>;

// cognito.md 4.4: sign-up and attribute codes live 24 h, forgot-password codes 1 h.
const lifeMs: Record<CodePurpose, number> = {
  signUp: 24 * hourMs,
  recovery: hourMs,
  updateEmail: 24 * hourMs,
  updatePhone: 24 * hourMs,
  // As long as its session, which ends by itself: 15 minutes at most.
  mfa: 15 * minuteMs,
  signIn: 15 * minuteMs,
};

/** A new code takes the place of the one before it (assumed). Harmed otherwise: whoever had an older code read by somebody else. */
export const issueCode = (
  { random, clock }: { random: Random; clock: Clock },
  user: User,
  purpose: CodePurpose,
  rest: Pick<Code, "proves" | "pending">,
): string => {
  const code = random.text(alphabets.digits, 6);
  user.codes = { ...user.codes, [purpose]: { code, sentAt: clock.now(), ...rest } };
  return code;
};

/** Gives the code back when it is right; it is not used up before `dropCode`, so that a refused password costs no code. */
export const requireCode = (user: User, purpose: CodePurpose, code: string, now: number, wrong = invalidCode): Code => {
  const issued = user.codes?.[purpose];
  // cognito.md 7.7: expired or never asked for. Expiry is looked at first (assumed).
  if (!issued || now - issued.sentAt > lifeMs[purpose]) throw invalidOrOldCode();
  if (issued.code !== code) throw codeMismatch(wrong);
  return issued;
};

const invalidCode = "Invalid verification code provided, please try again.";
export const wrongCode = () => codeMismatch(invalidCode);
export const invalidOrOldCode = () => expiredCode("Invalid code provided, please request a code again.");

export const dropCode = (user: User, purpose: CodePurpose) => {
  user.codes = { ...user.codes, [purpose]: undefined };
};
