import { requireLogConfigurations } from "../pool/log-delivery.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { SetLogDeliveryConfigurationRequest } from "../wire/shapes.ts";

export const setLogDeliveryConfiguration = operation({
  name: "SetLogDeliveryConfiguration",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: SetLogDeliveryConfigurationRequest,
  run({ UserPoolId, LogConfigurations }, service) {
    const pool = requirePool(service, UserPoolId);
    requireLogConfigurations(pool, LogConfigurations);
    pool.logConfigurations = LogConfigurations;
    return { LogDeliveryConfiguration: { UserPoolId, LogConfigurations } };
  },
});
