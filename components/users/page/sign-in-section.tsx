"use client";

import { RelativeTime } from "#components/ui/time.tsx";
import { OnDemand } from "#components/users/page/on-demand.tsx";
import { Section } from "#components/users/page/section.tsx";
import { Timeline } from "#components/users/page/timeline.tsx";
import type { Result } from "#lib/errors.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import { ofSignInEvent } from "#lib/user-page/timeline.ts";
import type { SecondFactors, SignInEvent } from "#lib/users/profile.ts";

/** Cognito's names for second factors (cognito.md section 9). */
const factorText: Record<string, string> = {
  SOFTWARE_TOKEN_MFA: "Authenticator app",
  SMS_MFA: "Text message",
  EMAIL_OTP: "Code by e-mail",
};
const factorName = (factor: string): string => factorText[factor] ?? factor;

/** Cognito's names for what a sign-in can begin with. The authenticator app is only ever the second factor (API reference). */
const firstFactorNames: Record<string, string> = {
  PASSWORD: "Password",
  EMAIL_OTP: "Code by e-mail",
  SMS_OTP: "Code by text message",
  WEB_AUTHN: "Passkey",
};

const beginsWithMore = ({ firstFactors }: PoolSettings): boolean =>
  firstFactors.some((factor) => factor !== "password");

const mfaText: Record<PoolSettings["mfa"], string> = {
  off: "This pool has no second factors.",
  optional: "Users of this pool may have a second factor.",
  required: "Every user of this pool needs a second factor.",
};

interface SecondFactorSectionProps {
  settings: PoolSettings;
  mayAsk: boolean;
  read: () => Promise<Result<SecondFactors>>;
}

/** What only a call knows that makes the user billable, so it is asked for by name. */
export const SecondFactorSection = ({ settings, mayAsk, read }: SecondFactorSectionProps) => (
  <Section title="Second factors and devices">
    <p className="text-muted text-sm">{mfaText[settings.mfa]}</p>
    {settings.factorChannels?.includes("passkey") && (
      <p className="mt-1 text-muted text-sm">
        A passkey can be one. No administrator can remove a passkey: the user does that when signed in.{" "}
        {settings.mfa === "required"
          ? "In this pool a second factor is always asked for."
          : "“Turn off second factors” only stops Cognito from asking for it."}
      </p>
    )}
    {(settings.mfa !== "off" || settings.devices || beginsWithMore(settings)) && mayAsk && (
      <div className="mt-2.5">
        <OnDemand label="Read from Cognito: makes this user billable this month" read={read}>
          {({ factors, preferred, devices, signsInBy }) => (
            <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
              {signsInBy && (
                <>
                  <dt className="text-muted">Signs in with</dt>
                  <dd>
                    {signsInBy.map((factor) => firstFactorNames[factor] ?? factor).join(", ") || "Nothing is set up."}
                    {!signsInBy.includes("PASSWORD") && (
                      <p className="text-muted">This user has no password. One set here would be a new way in.</p>
                    )}
                  </dd>
                </>
              )}
              <dt className="text-muted">Factors</dt>
              <dd>
                {factors.length === 0
                  ? "None is set up."
                  : factors
                      .map((factor) => `${factorName(factor)}${factor === preferred ? " (preferred)" : ""}`)
                      .join(", ")}
              </dd>
              <dt className="text-muted">Devices</dt>
              <dd>
                {devices === null && "This pool remembers none."}
                {devices?.length === 0 && "None is remembered."}
                <ul className="space-y-1 empty:hidden">
                  {devices?.map(({ name, lastAt }) => (
                    <li key={`${name} ${lastAt}`} className="flex justify-between gap-3">
                      <span className="truncate" title={name}>
                        {name}
                      </span>
                      {lastAt !== null && (
                        <span className="text-muted">
                          <RelativeTime at={lastAt} />
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              </dd>
            </dl>
          )}
        </OnDemand>
      </div>
    )}
  </Section>
);

interface SignInSectionProps {
  available: boolean;
  read: () => Promise<Result<SignInEvent[] | null>>;
}

const notAvailable = <p className="text-muted text-sm">Not available on this plan of the pool.</p>;

/** The sign-ins that Cognito itself has kept. */
export const SignInSection = ({ available, read }: SignInSectionProps) => (
  <Section title="Sign-in events">
    {available ? (
      <OnDemand label="Read the latest sign-in events" read={read}>
        {(events) =>
          events === null ? (
            notAvailable
          ) : events.length === 0 ? (
            <p className="text-muted text-sm">Cognito has kept none of this user.</p>
          ) : (
            <Timeline entries={events.map(ofSignInEvent)} />
          )
        }
      </OnDemand>
    ) : (
      notAvailable
    )}
  </Section>
);
