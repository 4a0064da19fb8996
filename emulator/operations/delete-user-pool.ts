import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { DeleteUserPoolRequest } from "../shapes.ts";
import { requireNoImport } from "../user-import.ts";

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
    requireNoImport(pool);
    for (const id of pool.clients.keys()) service.clients.delete(id);
    service.pools.delete(UserPoolId);
    return undefined;
  },
});
