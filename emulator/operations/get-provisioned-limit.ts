import { operation } from "../service/operation.ts";
import { describeLimit, requireAdjustable } from "../service/provisioned-limit.ts";
import { GetProvisionedLimitRequest } from "../wire/shapes.ts";

export const getProvisionedLimit = operation({
  name: "GetProvisionedLimit",
  signed: true,
  category: "LimitManagement",
  input: GetProvisionedLimitRequest,
  run({ LimitDefinition }, service) {
    const category = requireAdjustable(LimitDefinition);
    return { Limit: describeLimit(service, LimitDefinition, category) };
  },
});
