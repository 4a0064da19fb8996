import type { Infer } from "../wire/shape.ts";
import type { SetRiskConfigurationRequest } from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

type RiskSettings = Omit<Infer<typeof SetRiskConfigurationRequest>, "UserPoolId" | "ClientId">;

export type RiskConfiguration = { settings: RiskSettings; modifiedAt: number };

/** With nothing but the pool or the client it goes back to the default (API reference, SetRiskConfiguration). No risk is ever found here. */
export const setRisk = (pool: Pool, clientId = "", settings: RiskSettings, modifiedAt: number) => {
  if (Object.keys(settings).length === 0) pool.risks.delete(clientId);
  else pool.risks.set(clientId, { settings, modifiedAt });
};

/** A client without its own has the pool's. assumed: of a pool without one, nothing but its name shows. */
export const describeRisk = (pool: Pool, clientId = "") => {
  const own = pool.risks.get(clientId);
  const { settings, modifiedAt } = own ?? pool.risks.get("") ?? {};
  return {
    UserPoolId: pool.id,
    ...(own && clientId ? { ClientId: clientId } : {}),
    ...settings,
    ...(modifiedAt === undefined ? {} : { LastModifiedDate: modifiedAt / 1_000 }),
  };
};
