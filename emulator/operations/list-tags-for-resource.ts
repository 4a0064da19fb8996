import { operation } from "../operation.ts";
import { ListTagsForResourceRequest } from "../shapes.ts";
import { requireTaggedPool } from "../tags.ts";

export const listTagsForResource = operation({
  name: "ListTagsForResource",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListTagsForResourceRequest,
  run: ({ ResourceArn }, service) => ({ Tags: requireTaggedPool(service, ResourceArn).settings.UserPoolTags ?? {} }),
});
