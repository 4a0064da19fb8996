import { notAuthorized } from "../fault.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminConfirmSignUpRequest } from "../shapes.ts";

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
