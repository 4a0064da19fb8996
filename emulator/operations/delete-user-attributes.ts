import { requireSchema } from "../pool/attributes.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { changeAttributes, requireWritable } from "../users/profile.ts";
import { DeleteUserAttributesRequest } from "../wire/shapes.ts";

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
