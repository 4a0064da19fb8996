import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListIdentityProvidersRequest } from "../wire/shapes.ts";

export const listIdentityProviders = operation({
  name: "ListIdentityProviders",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListIdentityProvidersRequest,
  run({ UserPoolId, MaxResults, NextToken }, service) {
    const all = [...requirePool(service, UserPoolId).identityProviders.values()];
    const asked = { Limit: MaxResults, NextToken };
    const { items, ...next } = pageOf(service, "identityProviders", all, { UserPoolId }, asked);
    return {
      Providers: items.map(({ settings, createdAt, modifiedAt }) => ({
        ProviderName: settings.ProviderName,
        ProviderType: settings.ProviderType,
        LastModifiedDate: modifiedAt / 1_000,
        CreationDate: createdAt / 1_000,
      })),
      ...next,
    };
  },
});
