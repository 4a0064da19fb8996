import { requireSchema } from "../pool/attributes.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { changeAttributes } from "../users/profile.ts";
import { AdminDeleteUserAttributesRequest } from "../wire/shapes.ts";

export const adminDeleteUserAttributes = operation({
  name: "AdminDeleteUserAttributes",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminDeleteUserAttributesRequest,
  run({ UserPoolId, Username, UserAttributeNames }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    // To delete an attribute is to update it with nothing; an attribute that the user has not is no error (assumed).
    const nothing = UserAttributeNames.map((Name) => ({ Name, Value: "" }));
    changeAttributes(pool, user, requireSchema(pool.schema, nothing, "update"));
    user.modifiedAt = service.clock.now();
    return {};
  },
});
