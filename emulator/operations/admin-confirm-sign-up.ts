import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { notAuthorized } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { AdminConfirmSignUpRequest } from "../wire/shapes.ts";

export const adminConfirmSignUp = operation({
  name: "AdminConfirmSignUp",
  signed: true,
  category: "UserCreation",
  access: "write",
  input: AdminConfirmSignUpRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    if (user.status !== "UNCONFIRMED") {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    // It verifies no e-mail and no phone (cognito.md 2.1).
    user.status = "CONFIRMED";
    user.modifiedAt = service.clock.now();
    return {};
  },
});
