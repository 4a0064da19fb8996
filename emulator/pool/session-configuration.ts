import { featureUnavailable, operationNotEnabled } from "../service/fault.ts";
import type { Infer } from "../wire/shape.ts";
import type {
  SetUserPoolClientSessionConfigurationRequest,
  SetUserPoolSessionConfigurationRequest,
} from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

export type SessionConfiguration = Omit<Infer<typeof SetUserPoolSessionConfigurationRequest>, "UserPoolId">;
export type SsoSession = Infer<typeof SetUserPoolClientSessionConfigurationRequest>["SSOSession"];

/** Tracking is opted into (cognito.md 7.10); 20 and 60 are the defaults (API reference). */
export const defaultSessions: SessionConfiguration = {
  UserSessionTracking: "DISABLED",
  TokenSession: { MaxPerUser: 20 },
};
export const defaultSsoSession: SsoSession = { MaxValidityMinutes: 60 };

/** Essentials or Plus (API reference, SetUserPoolSessionConfiguration); assumed: the text. */
export const requireSessionTier = ({ settings }: Pool) => {
  if (settings.UserPoolTier === "LITE") throw featureUnavailable("Session management is not in the LITE pricing tier.");
};

/** The error is for what the pool's configuration has not; assumed: the text. */
export const requireSessionTracking = ({ sessions }: Pool) => {
  if (sessions.UserSessionTracking !== "ENABLED") {
    throw operationNotEnabled("Session tracking is not enabled for this user pool");
  }
};
