import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { describeRisk } from "../pool/risk.ts";
import { operation } from "../service/operation.ts";
import { requireWatched } from "../sign-in/auth-events.ts";
import { DescribeRiskConfigurationRequest } from "../wire/shapes.ts";

export const describeRiskConfiguration = operation({
  name: "DescribeRiskConfiguration",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeRiskConfigurationRequest,
  run({ UserPoolId, ClientId }, service) {
    const pool = requirePool(service, UserPoolId);
    requireWatched(pool);
    if (ClientId) requireClient(service, ClientId, pool);
    return { RiskConfiguration: describeRisk(pool, ClientId) };
  },
});
