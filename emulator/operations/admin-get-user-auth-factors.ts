import { describeAuthFactors } from "../mfa.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminGetUserAuthFactorsRequest } from "../shapes.ts";

export const adminGetUserAuthFactors = operation({
  name: "AdminGetUserAuthFactors",
  signed: true,
  category: "UserRead",
  access: "read",
  input: AdminGetUserAuthFactorsRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    return describeAuthFactors(pool, requireUser(pool, Username));
  },
});
