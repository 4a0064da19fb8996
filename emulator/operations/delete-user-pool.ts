import { requirePool } from "../pool/pool-lookup.ts";
import { invalidParameter } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireNoImport } from "../users/user-import.ts";
import { DeleteUserPoolRequest } from "../wire/shapes.ts";

export const deleteUserPool = operation({
  name: "DeleteUserPool",
  signed: true,
  category: "UserPoolUpdate",
  input: DeleteUserPoolRequest,
  run({ UserPoolId }, service) {
    const pool = requirePool(service, UserPoolId);
    if (pool.settings.DeletionProtection === "ACTIVE") {
      // Text: localstack#11947, observed.
      throw invalidParameter(
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
    }
    if (pool.domains.size > 0) {
      // Text: as users of Terraform report it.
      throw invalidParameter("User pool cannot be deleted. It has a domain configured that should be deleted first.");
    }
    requireNoImport(pool);
    for (const id of pool.clients.keys()) service.clients.delete(id);
    service.pools.delete(UserPoolId);
    return undefined;
  },
});
