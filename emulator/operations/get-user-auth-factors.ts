import { describeAuthFactors } from "../mfa.ts";
import { operation } from "../operation.ts";
import { GetUserAuthFactorsRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const getUserAuthFactors = operation({
  name: "GetUserAuthFactors",
  signed: false,
  category: "UserRead",
  input: GetUserAuthFactorsRequest,
  run({ AccessToken }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    return describeAuthFactors(pool, user);
  },
});
