import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { ListUserPoolClientsRequest } from "../wire/shapes.ts";

export const listUserPoolClients = operation({
  name: "ListUserPoolClients",
  signed: true,
  category: "UserPoolClientRead",
  input: ListUserPoolClientsRequest,
  run({ UserPoolId, MaxResults, NextToken }, service) {
    const clients = [...requirePool(service, UserPoolId).clients.values()];
    const { items, ...next } = pageOf(service, "clients", clients, { UserPoolId }, { Limit: MaxResults, NextToken });
    return {
      UserPoolClients: items.map(({ id, settings }) => ({
        ClientId: id,
        UserPoolId,
        ClientName: settings.ClientName,
      })),
      ...next,
    };
  },
});
