import { operation } from "../service/operation.ts";
import { describeAuthFactors } from "../sign-in/mfa.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { GetUserAuthFactorsRequest } from "../wire/shapes.ts";

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
