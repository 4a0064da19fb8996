import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeAuthFactors } from "../sign-in/mfa.ts";
import { AdminGetUserAuthFactorsRequest } from "../wire/shapes.ts";

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
