import "server-only";
import { poolEntry } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import type { Finding } from "#lib/health/finding.ts";
import { findingsOf } from "#lib/health/findings.ts";
import { type PolicyLanguage, policyLanguages, policyText, poolArn } from "#lib/health/policy.ts";
import { readHealth } from "#lib/health/read.ts";
import type { HealthReading } from "#lib/health/reading.ts";
import { type ActionName, requiredActions } from "#lib/health/required-actions.ts";
import { query } from "#lib/query.ts";
import { atLeast } from "#lib/roles.ts";

export interface HealthView {
  reading: HealthReading;
  findings: Finding[];
  /** Every action the console needs on this pool. */
  required: ActionName[];
  /** The policy that allows them; null where nobody has a role, so that nothing is needed. */
  policy: Record<PolicyLanguage, string> | null;
  /** Whether the account stands in the policy, or a word in its place. */
  accountKnown: boolean;
  mayCheck: boolean;
  now: number;
}

/** A pool's health as it is now. It changes nothing, and says what it could not read instead of failing. */
export const healthPage = query(
  "viewer",
  (key: string) => key,
  async ({ authorityOn }, key): Promise<HealthView> => {
    const entry = poolEntry(key);
    if (!entry) throw new Fault("unknown-pool");
    const reading = await readHealth(entry);
    const required = requiredActions(reading.granted, entry);
    const account = reading.caller.ok ? reading.caller.value.account : null;
    const arn = poolArn(entry, account);
    const languages = Object.keys(policyLanguages) as PolicyLanguage[];
    const texts = languages.map((language) => [language, policyText(required, arn, language)]);
    return {
      reading,
      findings: findingsOf(reading),
      required,
      policy: required.length > 0 ? (Object.fromEntries(texts) as Record<PolicyLanguage, string>) : null,
      accountKnown: account !== null,
      mayCheck: atLeast(authorityOn(key)?.role ?? null, "agent"),
      now: Date.now(),
    };
  },
);
