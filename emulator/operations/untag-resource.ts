import { requireTaggedPool } from "../pool/tags.ts";
import { operation } from "../service/operation.ts";
import { UntagResourceRequest } from "../wire/shapes.ts";

export const untagResource = operation({
  name: "UntagResource",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: UntagResourceRequest,
  run({ ResourceArn, TagKeys }, service) {
    const pool = requireTaggedPool(service, ResourceArn);
    const kept = Object.entries(pool.settings.UserPoolTags ?? {}).filter(([key]) => !TagKeys.includes(key));
    pool.settings = { ...pool.settings, UserPoolTags: Object.fromEntries(kept) };
    return {};
  },
});
