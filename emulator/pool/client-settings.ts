import { dayMs, hourMs, minuteMs, secondMs } from "../service/clock.ts";
import { invalidParameter } from "../service/fault.ts";
import type { SchemaAttribute } from "./attributes.ts";
import type { ClientSettings, Pool } from "./pool.ts";

type Changeable = Omit<ClientSettings, "ClientName">;

/** What of a client's settings rests on its pool or on another of them. */
export const requireClientSettings = (pool: Pool, settings: Changeable, by: "creating" | "updating") => {
  requireFlows(settings.ExplicitAuthFlows ?? []);
  requireAttributes(pool.schema, settings, by);
  requireLives(settings);
  const unknown = settings.SupportedIdentityProviders?.find(
    (name) => name !== "COGNITO" && !pool.identityProviders.has(name),
  );
  // Text: terraform-aws-cognito-user-pool#71, observed.
  if (unknown) throw invalidParameter(`The provider ${unknown} does not exist for User Pool ${pool.id}.`);
};

const requireFlows = (flows: readonly string[]) => {
  const prefixed = flows.filter((flow) => flow.startsWith("ALLOW_"));
  if (prefixed.length > 0 && prefixed.length < flows.length) {
    // cognito.md 7.1: the two kinds cannot be mixed; assumed: the text.
    throw invalidParameter("Cannot use ExplicitAuthFlows with and without the ALLOW_ prefix together");
  }
};

/** Text: aws-cdk#2608 and aws-sdk-java#1395, observed for write attributes; for read attributes assumed. */
const requireAttributes = (schema: readonly SchemaAttribute[], settings: Changeable, by: string) => {
  const names = new Set(schema.map(({ Name }) => Name));
  const writable = (name: string) => names.has(name) && name !== "sub" && !name.endsWith("_verified");
  if (!(settings.ReadAttributes ?? []).every((name) => names.has(name))) {
    throw invalidParameter(`Invalid read attributes specified while ${by} a client`);
  }
  if (!(settings.WriteAttributes ?? []).every(writable)) {
    throw invalidParameter(`Invalid write attributes specified while ${by} a client`);
  }
};

const unitMs = { seconds: secondMs, minutes: minuteMs, hours: hourMs, days: dayMs };

/** cognito.md 4.4; 0 or none is the default. Text: cloudfront-authorization-at-edge#144, observed. */
const requireLives = ({ TokenValidityUnits: units = {}, ...settings }: Changeable) => {
  const within = (life: number | undefined, unit: keyof typeof unitMs, min: number, max: number) =>
    !life || (life * unitMs[unit] >= min && life * unitMs[unit] <= max);
  const right =
    within(settings.AccessTokenValidity, units.AccessToken ?? "hours", 5 * minuteMs, dayMs) &&
    within(settings.IdTokenValidity, units.IdToken ?? "hours", 5 * minuteMs, dayMs) &&
    within(settings.RefreshTokenValidity, units.RefreshToken ?? "days", hourMs, 3_650 * dayMs);
  if (!right) throw invalidParameter("Invalid range for token validity.");
};
