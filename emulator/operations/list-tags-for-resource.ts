import { requireTaggedPool } from "../pool/tags.ts";
import { operation } from "../service/operation.ts";
import { ListTagsForResourceRequest } from "../wire/shapes.ts";

export const listTagsForResource = operation({
  name: "ListTagsForResource",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListTagsForResourceRequest,
  run: ({ ResourceArn }, service) => ({ Tags: requireTaggedPool(service, ResourceArn).settings.UserPoolTags ?? {} }),
});
