import { addCustomAttributes as addTo } from "../pool/attributes.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireNoImport } from "../users/user-import.ts";
import { AddCustomAttributesRequest } from "../wire/shapes.ts";

export const addCustomAttributes = operation({
  name: "AddCustomAttributes",
  signed: true,
  // assumed: the category.
  category: "UserPoolResourceUpdate",
  input: AddCustomAttributesRequest,
  run({ UserPoolId, CustomAttributes }, service) {
    const pool = requirePool(service, UserPoolId);
    requireNoImport(pool);
    addTo(pool.schema, CustomAttributes);
    pool.modifiedAt = service.clock.now();
    return {};
  },
});
