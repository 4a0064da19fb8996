import { updateAttributes } from "../attribute-update.ts";
import { requireSchema } from "../attributes.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminUpdateUserAttributesRequest } from "../shapes.ts";

export const adminUpdateUserAttributes = operation({
  name: "AdminUpdateUserAttributes",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminUpdateUserAttributesRequest,
  run({ UserPoolId, Username, UserAttributes }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    const values = requireSchema(pool.schema, UserAttributes, "update");
    updateAttributes(service, pool, user, values);
    return {};
  },
});
