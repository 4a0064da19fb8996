import { operation } from "../service/operation.ts";
import { describeLimit, requireAdjustable, setProvisionedLimit } from "../service/provisioned-limit.ts";
import { UpdateProvisionedLimitRequest } from "../wire/shapes.ts";

export const updateProvisionedLimit = operation({
  name: "UpdateProvisionedLimit",
  signed: true,
  category: "LimitManagement",
  input: UpdateProvisionedLimitRequest,
  run({ LimitDefinition, RequestedLimitValue }, service) {
    const category = requireAdjustable(LimitDefinition);
    setProvisionedLimit(service, category, RequestedLimitValue);
    return { Limit: describeLimit(service, LimitDefinition, category) };
  },
});
