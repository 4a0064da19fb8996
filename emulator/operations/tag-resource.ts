import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { TagResourceRequest } from "../shapes.ts";
import { requireTaggedPool } from "../tags.ts";

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
