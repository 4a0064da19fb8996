import { codeOf, goodFinding, type Judgement, listed, problemFinding, unknownFinding } from "#lib/health/judgement.ts";
import type { HealthReading } from "#lib/health/reading.ts";
import { requiredActions } from "#lib/health/required-actions.ts";

/** Whether AWS grants the console what its grants make it need. */
export function judgePermissions({ check, settings, clients, granted, entry }: HealthReading): Judgement {
  const actions = requiredActions(granted, entry);
  if (actions.length === 0)
    return unknownFinding(
      "Nobody has a role on this pool",
      "No grant names it, so nothing is needed.",
      "Add a grant to lifeguard.yaml.",
    );
  const denied = new Set<string>(
    (check?.permissions ?? []).filter((one) => one.state === "denied").map((one) => one.action),
  );
  if (codeOf(settings) === "no-permission") denied.add("DescribeUserPool");
  if (codeOf(clients) === "no-permission") denied.add("ListUserPoolClients or DescribeUserPoolClient");
  if (denied.size > 0)
    return problemFinding(
      denied.size === 1 ? "A permission is missing" : `${denied.size} permissions are missing`,
      `AWS denies ${listed([...denied])}.`,
      "Attach the policy below to the console's role.",
    );
  if (!check)
    return unknownFinding(
      "Permissions not tried",
      `${actions.length} actions are needed.`,
      "Check the permissions below.",
    );
  const tried = new Set(check.permissions.filter((one) => one.state === "granted").map((one) => one.action));
  const left = actions.filter((action) => !tried.has(action));
  if (left.length > 0)
    return unknownFinding("Not all permissions are known", `Not tried: ${listed(left)}.`, "Check again.");
  return goodFinding(
    "All permissions are granted",
    `${actions.length} actions were tried on a user that does not exist.`,
  );
}
