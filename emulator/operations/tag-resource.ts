import { requireTaggedPool } from "../pool/tags.ts";
import { invalidParameter } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { TagResourceRequest } from "../wire/shapes.ts";

// API reference, TagResource.
const tagsMax = 50;

export const tagResource = operation({
  name: "TagResource",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: TagResourceRequest,
  run({ ResourceArn, Tags }, service) {
    const pool = requireTaggedPool(service, ResourceArn);
    const UserPoolTags = { ...pool.settings.UserPoolTags, ...Tags };
    // assumed: name and text.
    if (Object.keys(UserPoolTags).length > tagsMax) throw invalidParameter("A user pool can have as many as 50 tags.");
    pool.settings = { ...pool.settings, UserPoolTags };
    return {};
  },
});
