import { featureUnavailable, invalidParameter } from "../service/fault.ts";
import type { Infer } from "../wire/shape.ts";
import type { SetLogDeliveryConfigurationRequest } from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

export type LogConfigurations = Infer<typeof SetLogDeliveryConfigurationRequest>["LogConfigurations"];

// API reference, LogConfigurationType.
const levelOf = { userNotification: "ERROR", userAuthEvents: "INFO" } as const;

/** assumed: the texts. Nothing is delivered: no message is ever lost here but on demand. */
export const requireLogConfigurations = ({ settings }: Pool, configurations: LogConfigurations) => {
  for (const { EventSource, LogLevel } of configurations) {
    if (LogLevel !== levelOf[EventSource]) {
      throw invalidParameter(`Invalid LogLevel ${LogLevel} for event source ${EventSource}.`);
    }
    if (EventSource === "userAuthEvents" && settings.UserPoolTier !== "PLUS") {
      throw featureUnavailable("User activity logs need the PLUS pricing tier.");
    }
  }
  if (new Set(configurations.map(({ EventSource }) => EventSource)).size < configurations.length) {
    throw invalidParameter("Each event source can be configured once.");
  }
};
