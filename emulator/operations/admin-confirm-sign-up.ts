import { type Pool, requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { notAuthorized } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
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
    if (!mayConfirm(service, pool, user)) {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    // It verifies no e-mail and no phone (cognito.md 2.1).
    user.status = "CONFIRMED";
    user.modifiedAt = service.clock.now();
    return {};
  },
});

const mayConfirm = ({ assumptions }: Service, pool: Pool, { status }: User): boolean =>
  status === "UNCONFIRMED" ||
  ((status === "RESET_REQUIRED" || status === "EXTERNAL_PROVIDER") &&
    assumptions.choiceOf("confirmUnexpected", pool) === "confirms");
