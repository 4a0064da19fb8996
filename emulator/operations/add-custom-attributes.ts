import { addCustomAttributes as addTo } from "../attributes.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { AddCustomAttributesRequest } from "../shapes.ts";
import { requireNoImport } from "../user-import.ts";

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
