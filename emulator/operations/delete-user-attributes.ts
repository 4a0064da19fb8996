import { requireSchema } from "../attributes.ts";
import { operation } from "../operation.ts";
import { changeAttributes, requireWritable } from "../profile.ts";
import { DeleteUserAttributesRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const deleteUserAttributes = operation({
  name: "DeleteUserAttributes",
  signed: false,
  category: "UserUpdate",
  input: DeleteUserAttributesRequest,
  run({ AccessToken, UserAttributeNames }, service) {
    const { pool, client, user } = requireAccessToken(service, AccessToken);
    // To delete an attribute is to update it with nothing; an attribute that the user has not is no error (assumed).
    const nothing = UserAttributeNames.map((Name) => ({ Name, Value: "" }));
    const values = requireSchema(pool.schema, nothing, "update");
    requireWritable(client, values);
    changeAttributes(pool, user, values);
    user.modifiedAt = service.clock.now();
    return {};
  },
});
