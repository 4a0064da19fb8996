import { requireSchema } from "../attributes.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { changeAttributes } from "../profile.ts";
import { requirePool } from "../service.ts";
import { AdminDeleteUserAttributesRequest } from "../shapes.ts";

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
