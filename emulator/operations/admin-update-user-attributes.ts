import { requireSchema } from "../pool/attributes.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { updateAttributes } from "../users/attribute-update.ts";
import { AdminUpdateUserAttributesRequest } from "../wire/shapes.ts";

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
