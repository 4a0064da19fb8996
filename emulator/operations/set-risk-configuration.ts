import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { describeRisk, setRisk } from "../pool/risk.ts";
import { operation } from "../service/operation.ts";
import { requireWatched } from "../sign-in/auth-events.ts";
import { SetRiskConfigurationRequest } from "../wire/shapes.ts";

export const setRiskConfiguration = operation({
  name: "SetRiskConfiguration",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: SetRiskConfigurationRequest,
  run({ UserPoolId, ClientId, ...settings }, service) {
    const pool = requirePool(service, UserPoolId);
    requireWatched(pool);
    if (ClientId) requireClient(service, ClientId, pool);
    setRisk(pool, ClientId, settings, service.clock.now());
    return { RiskConfiguration: describeRisk(pool, ClientId) };
  },
});
