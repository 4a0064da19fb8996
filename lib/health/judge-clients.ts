import { goodFinding, type Judgement, listed, problemFinding, unknownFinding } from "#lib/health/judgement.ts";
import type { AppClient, HealthReading } from "#lib/health/reading.ts";

/** How somebody can sign in with it; a refresh token only prolongs a sign-in. */
export const signInFlows = ({ flows }: AppClient): string[] => flows.filter((flow) => !flow.includes("REFRESH"));

/** What is wrong with one client, as sentences. */
export const clientProblems = (client: AppClient): string[] => [
  ...(signInFlows(client).length === 0 ? ["No flow by which a user could sign in through the API."] : []),
  ...(client.hidesUnknownUsers
    ? []
    : ["Tells anybody whether a user exists (PreventUserExistenceErrors is not ENABLED)."]),
];

export function judgeClients({ clients }: HealthReading): Judgement {
  if (!clients.ok) return unknownFinding("App clients", clients.error.message);
  const { total, more, clients: looked } = clients.value;
  if (total === 0)
    return problemFinding(
      "No app client",
      "No app can sign a user of this pool in.",
      "Create an app client for each app.",
    );
  const counted = `${total}${more ? " or more" : ""} app ${total === 1 ? "client" : "clients"}`;
  const detail = `${counted}${looked.length < total ? `, the first ${looked.length} looked at` : ""}.`;
  const wrong = looked.filter((client) => clientProblems(client).length > 0);
  return wrong.length > 0
    ? problemFinding(
        wrong.length === 1 ? "An app client needs a look" : `${wrong.length} app clients need a look`,
        `${detail} ${listed(wrong.map(({ name }) => name))}.`,
        "The table of app clients below says what is wrong with each.",
      )
    : goodFinding("App clients", detail);
}
