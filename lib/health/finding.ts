/** In the order of the page: what comes first can be the cause of what follows. */
export const findingIds = [
  "credentials",
  "region",
  "endpoint",
  "pool",
  "permissions",
  "sender",
  "password-policy",
  "temporary-password",
  "recovery",
  "mfa",
  "plan",
  "users",
  "app-clients",
] as const;
export type FindingId = (typeof findingIds)[number];

export interface Finding {
  id: FindingId;
  state: "good" | "problem" | "unknown";
  title: string;
  detail: string;
  remedy: string | null;
}
