import "server-only";
import {
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
  type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { placeOf, readPaced } from "#lib/cognito/place.ts";
import type { AppClient, AppClients } from "#lib/health/reading.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

/** Each client costs a call of its own, of which a pool takes five a second (cognito.md 4.1). */
export const describedMost = 20;

// What ExplicitAuthFlows stands for when it is left out (cognito.md 7.1).
export const usualFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

const toAppClient = (raw: UserPoolClientType): AppClient => ({
  id: raw.ClientId ?? "",
  name: raw.ClientName ?? raw.ClientId ?? "",
  hasSecret: raw.ClientSecret !== undefined,
  flows: raw.ExplicitAuthFlows?.length ? raw.ExplicitAuthFlows : usualFlows,
  // The API's default is LEGACY (cognito.md 7.5).
  hidesUnknownUsers: raw.PreventUserExistenceErrors === "ENABLED",
});

/** The pool's first app clients with their settings, and how many there are in all, up to sixty. Secrets stay here. */
export async function listAppClients(entry: PoolEntry): Promise<AppClients> {
  const { sdk, pace } = placeOf(entry);
  const UserPoolId = entry.id;
  const listed = await readPaced(pace, "UserPoolClientRead", "interactive", () =>
    sdk.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 })),
  );
  const ids = (listed.UserPoolClients ?? []).flatMap(({ ClientId }) => (ClientId ? [ClientId] : []));
  const clients: AppClient[] = [];
  for (const ClientId of ids.slice(0, describedMost)) {
    const described = await readPaced(pace, "UserPoolClientRead", "interactive", () =>
      sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
    );
    clients.push(toAppClient(described.UserPoolClient ?? { ClientId }));
  }
  return { clients, total: ids.length, more: listed.NextToken !== undefined };
}
