import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { GetLogDeliveryConfigurationRequest } from "../wire/shapes.ts";

export const getLogDeliveryConfiguration = operation({
  name: "GetLogDeliveryConfiguration",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetLogDeliveryConfigurationRequest,
  run({ UserPoolId }, service) {
    const pool = requirePool(service, UserPoolId);
    return { LogDeliveryConfiguration: { UserPoolId, LogConfigurations: pool.logConfigurations } };
  },
});
