/** A pool's password policy (cognito.md 5.1). */
export interface PasswordPolicy {
  /** 6 to 99. */
  minimumLength: number;
  uppercase: boolean;
  lowercase: boolean;
  numbers: boolean;
  symbols: boolean;
}

/** Cognito takes no password longer than this (cognito.md 4.4). */
export const longestPassword = 256;

// cognito.md 5.1: only basic Latin letters satisfy the case rules, and these symbols satisfy the symbol rule.
const symbolsThatCount = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";
const classes = {
  uppercase: { test: /[A-Z]/, rule: "an upper-case letter" },
  lowercase: { test: /[a-z]/, rule: "a lower-case letter" },
  numbers: { test: /[0-9]/, rule: "a number" },
  symbols: { test: null, rule: "a symbol" },
} as const;

const countsAsSymbol = (password: string): boolean =>
  [...password].some((char) => symbolsThatCount.includes(char)) || /^\S+.* .*\S+$/.test(password);

/** The policy in words, one rule each, in the order Cognito reports them (cognito.md 5.2). */
export function policyRules(policy: PasswordPolicy): string[] {
  const rules = [`at least ${policy.minimumLength} characters`];
  for (const name of ["uppercase", "lowercase", "numbers", "symbols"] as const)
    if (policy[name]) rules.push(classes[name].rule);
  return rules;
}

/** The first rule a typed password breaks, as a sentence; null when the pool would take it. */
export function brokenRule(password: string, policy: PasswordPolicy): string | null {
  if (password !== password.trim() || password.length === 0)
    return "A password cannot begin or end with a space, or be empty.";
  if (/[\n\r\u2028\u2029]/.test(password)) return "A password cannot hold a line break.";
  if (password.length > longestPassword) return `A password has at most ${longestPassword} characters.`;
  if (password.length < policy.minimumLength) return `The password needs at least ${policy.minimumLength} characters.`;
  for (const name of ["uppercase", "lowercase", "numbers", "symbols"] as const) {
    if (!policy[name]) continue;
    const { test, rule } = classes[name];
    if (test ? !test.test(password) : !countsAsSymbol(password)) return `The password needs ${rule}.`;
  }
  return null;
}

// Letters and digits that are not mistaken for one another when read aloud, and symbols that survive a chat window.
const alphabets = {
  uppercase: "ABCDEFGHJKLMNPQRSTUVWXYZ",
  lowercase: "abcdefghijkmnpqrstuvwxyz",
  numbers: "23456789",
  symbols: "!#%+=?@-",
};

/**
 * A password the policy accepts: all four classes whatever the policy asks, so that a stricter policy tomorrow still likes it.
 * @param policy the pool's own
 * @param length characters wanted; never fewer than the policy's minimum
 * @param randomInt a uniform integer in [0, limit); node:crypto's on the server
 */
export function generatePassword(policy: PasswordPolicy, length: number, randomInt: (limit: number) => number): string {
  const wanted = Math.min(longestPassword, Math.max(length, policy.minimumLength, 8));
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const all = alphabets.uppercase + alphabets.lowercase + alphabets.numbers + alphabets.symbols;
  const chars = Object.values(alphabets).map(pick);
  while (chars.length < wanted) chars.push(pick(all));
  for (let i = chars.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [chars[i], chars[j]] = [chars[j] as string, chars[i] as string];
  }
  return chars.join("");
}

/** Until when a temporary password works, for whoever hands it over (cognito.md 5.1). */
export function temporaryNote(setAt: number, days: number): string {
  const end = new Date(setAt + days * 86_400_000);
  const day = end.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return `Temporary: works until ${day} and must be replaced at the first sign-in.`;
}
