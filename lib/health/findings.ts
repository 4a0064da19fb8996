import type { FaultCode, Result } from "#lib/errors.ts";
import type { AppClient, HealthReading } from "#lib/health/reading.ts";
import { requiredActions } from "#lib/health/required-actions.ts";
import { policyRules } from "#lib/operations/password.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";

/** In the order of the page: what comes first can be the cause of what follows. */
export const findingIds = [
  "credentials",
  "region",
  "endpoint",
  "pool",
  "permissions",
  "sender",
  "password-policy",
  "temporary-password",
  "recovery",
  "mfa",
  "plan",
  "users",
  "app-clients",
] as const;
export type FindingId = (typeof findingIds)[number];

export interface Finding {
  id: FindingId;
  state: "good" | "problem" | "unknown";
  title: string;
  detail: string;
  remedy: string | null;
}

type Judged = Omit<Finding, "id">;

const good = (title: string, detail: string): Judged => ({ state: "good", title, detail, remedy: null });
const problem = (title: string, detail: string, remedy: string): Judged => ({
  state: "problem",
  title,
  detail,
  remedy,
});
const unknown = (title: string, detail: string, remedy: string | null = null): Judged => ({
  ...{ state: "unknown", title, detail, remedy },
});

const codeOf = (result: Result<unknown>): FaultCode | null => (result.ok ? null : result.error.code);
const saidOf = (result: Result<unknown>): string => (result.ok ? "" : (result.error.said ?? result.error.message));

const credentialProblems: Partial<Record<FaultCode, (said: string) => Judged>> = {
  "no-credentials": (said) =>
    problem(
      "No AWS credentials",
      `The console looked in its environment, its shared AWS files and its instance or task role. AWS says: “${said}”`,
      "Give the process a role, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    ),
  "expired-credentials": (said) =>
    problem(
      "The AWS credentials have expired",
      `AWS says: “${said}”`,
      "Renew them (aws sso login, or a new session token) and restart the console if they stand in its environment.",
    ),
  "invalid-credentials": (said) =>
    problem(
      "AWS does not accept the credentials",
      `AWS says: “${said}”`,
      "Check the key and the secret, that the key is active, and that the machine's clock is right.",
    ),
};

function judgeCredentials({ caller, settings, entry }: HealthReading): Judged {
  for (const result of [caller, settings]) {
    const code = codeOf(result);
    const judge = code && credentialProblems[code];
    // A call signed for another Region than the address's is refused as if the key were wrong.
    if (code === "invalid-credentials" && regionProblem(entry))
      return unknown(
        "The credentials cannot be judged",
        "They are signed for the wrong Region.",
        "Put the Region right first.",
      );
    if (judge) return judge(saidOf(result));
  }
  if (caller.ok) return good("AWS credentials found", `They are those of ${caller.value.arn}.`);
  const works = settings.ok || codeOf(settings) === "no-permission";
  return unknown(
    works ? "Credentials found, but not whose" : "Whose the credentials are is not known",
    works ? "Cognito accepts them, but STS, which knows whose they are, did not answer." : saidOf(caller),
  );
}

const regionForm = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** What the id, or an address of AWS's own, says against the Region in the configuration. */
function regionProblem({ id, region, endpoint }: HealthReading["entry"]): Judged | null {
  const ofId = id.slice(0, id.lastIndexOf("_"));
  if (regionForm.test(ofId) && ofId !== region)
    return problem(
      "The Region does not match the pool",
      `The pool id ${id} is of ${ofId}, the configuration says ${region}.`,
      `Set region: ${ofId} for this pool in lifeguard.yaml, unless ${region} holds a replica of it.`,
    );
  const ofHost = endpoint && /cognito-idp(?:-fips)?\.([a-z0-9-]+)\./.exec(new URL(endpoint).hostname)?.[1];
  if (ofHost && ofHost !== region)
    return problem(
      "The endpoint is in another Region",
      `The endpoint is of ${ofHost}, the configuration says ${region}.`,
      "Take the endpoint out of lifeguard.yaml, or name the one of the pool's Region.",
    );
  return null;
}

function judgeRegion({ entry }: HealthReading): Judged {
  return regionProblem(entry) ?? good("The Region matches", `${entry.id} in ${entry.region}.`);
}

function judgeEndpoint({ entry, settings }: HealthReading): Judged {
  const host = entry.endpoint ?? `https://cognito-idp.${entry.region}.amazonaws.com`;
  const code = codeOf(settings);
  if (code === "unreachable")
    return problem(
      "Cognito cannot be reached",
      `Nothing answers at ${host}.`,
      entry.endpoint
        ? "Check the endpoint in lifeguard.yaml and that what stands there is running."
        : "Check the network, the proxy and the Region's name; from a VPC without internet, add an endpoint for cognito-idp.",
    );
  if (code === "no-credentials") return unknown("Not tried", `Without credentials nothing is sent to ${host}.`);
  if (code === "cognito-broken" || code === "throttled")
    return unknown("Cognito is not well", `${saidOf(settings)} (${host})`, "Try again in a minute.");
  return good("Cognito answers", host);
}

function judgePool({ entry, settings, caller }: HealthReading): Judged {
  if (settings.ok) return good("The pool exists", `${entry.id} is “${entry.name}” here.`);
  if (settings.error.code === "pool-not-found")
    return problem(
      "There is no such pool",
      `${caller.ok ? `Account ${caller.value.account}` : "The account"} has no pool ${entry.id} in ${entry.region}.`,
      "Check the id, the Region and the account that the credentials belong to.",
    );
  if (settings.error.code === "not-primary")
    return problem("Not the primary Region", saidOf(settings), "Name the pool's primary Region in lifeguard.yaml.");
  return unknown("The pool could not be looked at", settings.error.message, "Solve what is named above first.");
}

const listed = (names: readonly string[]): string => names.join(", ");

function judgePermissions({ check, settings, clients, granted, entry }: HealthReading): Judged {
  const actions = requiredActions(granted, entry);
  if (actions.length === 0)
    return unknown(
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
    return problem(
      denied.size === 1 ? "A permission is missing" : `${denied.size} permissions are missing`,
      `AWS denies ${listed([...denied])}.`,
      "Attach the policy below to the console's role.",
    );
  if (!check)
    return unknown("Permissions not tried", `${actions.length} actions are needed.`, "Check the permissions below.");
  const tried = new Set(check.permissions.filter((one) => one.state === "granted").map((one) => one.action));
  const left = actions.filter((action) => !tried.has(action));
  if (left.length > 0) return unknown("Not all permissions are known", `Not tried: ${listed(left)}.`, "Check again.");
  return good("All permissions are granted", `${actions.length} actions were tried on a user that does not exist.`);
}

/** What DescribeUserPool would tell, or that it did not. */
const ofSettings =
  (subject: string, judge: (settings: PoolSettings, reading: HealthReading) => Judged) =>
  (reading: HealthReading): Judged =>
    reading.settings.ok
      ? judge(reading.settings.value, reading)
      : unknown(subject, "The pool's settings could not be read.");

const judgeSender = ofSettings("Sender of e-mail", ({ sender }) =>
  sender === "ses"
    ? good("E-mail goes through Amazon SES", "The limits are those of the SES account.")
    : // cognito.md 4.4 and 8.2.
      problem(
        "E-mail goes through Cognito's own sender",
        "It sends 50 messages a day for the whole account, starting again at 09:00 UTC. Invitations and codes beyond that fail.",
        "Let the pool send through Amazon SES (EmailConfiguration, EmailSendingAccount DEVELOPER).",
      ),
);

/** NIST SP 800-63B asks for eight characters of a password that people choose. */
const shortestMinimum = 8;

const judgePasswordPolicy = ofSettings("Password policy", ({ passwordPolicy }) => {
  const detail = `A password has ${policyRules(passwordPolicy).join(", ")}.`;
  return passwordPolicy.minimumLength < shortestMinimum
    ? problem("Passwords may be short", detail, `Ask for at least ${shortestMinimum} characters in the pool's policy.`)
    : good("Password policy", detail);
});

const daysText = (days: number): string => (days === 1 ? "1 day" : `${days} days`);
/** A choice of this console's: longer, and a mailbox that is found later opens the account. */
const longestTemporary = 30;

const judgeTemporaryPassword = ofSettings("Temporary passwords", ({ temporaryPasswordDays: days }) => {
  const detail = `An invitation's password works for ${daysText(days)}.`;
  return days > longestTemporary
    ? problem(
        "Temporary passwords live long",
        detail,
        "Set TemporaryPasswordValidityDays to 7, and resend when one expires.",
      )
    : good("Temporary passwords", detail);
});

const recoveryText = {
  verified_email: "a verified e-mail address",
  verified_phone_number: "a verified phone number",
  admin_only: "administrators",
} as const;

// cognito.md 8.2.
const judgeRecovery = ofSettings("Account recovery", ({ recovery }) =>
  recovery.every((option) => option === "admin_only")
    ? problem(
        "Only administrators recover passwords",
        "“Forgot password” and “Reset password” are refused; staff set temporary passwords instead.",
        "Let the pool recover by verified e-mail (AccountRecoverySetting).",
      )
    : good("Account recovery", `By ${recovery.map((option) => recoveryText[option]).join(", then ")}.`),
);

const mfaText = { off: "Off.", optional: "Each user may have it.", required: "Every user has to have it." } as const;
const judgeMfa = ofSettings("Second factor", ({ mfa }) => good("Second factor (MFA)", mfaText[mfa]));

const judgePlan = ofSettings("Feature plan", ({ plan, signInEvents }) =>
  plan === null
    ? unknown("Feature plan", "The pool does not say.")
    : good(
        "Feature plan",
        `${plan.charAt(0)}${plan.slice(1).toLowerCase()}; sign-in events are ${signInEvents ? "kept" : "not kept"}.`,
      ),
);

const count = (users: number): string => users.toLocaleString("en");

/** Cognito's figure is an estimate that lags: 600 users were shown as 700 (cognito.md section 3). */
const toleratedPart = 0.2;
const toleratedUsers = 100;

const judgeUsers = ofSettings("Users", ({ estimatedUsers }, { directory: { users, capped, sweep } }) => {
  const detail = `Cognito estimates ${count(estimatedUsers)}; the directory holds ${count(users)}${capped ? " or more" : ""}.`;
  if (sweep.problem)
    return problem("The directory is not being refreshed", `${detail} ${sweep.problem}`, "Solve what is named there.");
  if (sweep.fullAt === null)
    return unknown("The pool has not been read to its end yet", detail, "Wait for the first reading to end.");
  const apart = Math.abs(estimatedUsers - users);
  const far = apart > toleratedUsers && apart > estimatedUsers * toleratedPart;
  if (far && !(capped && estimatedUsers > users))
    return problem(
      "Directory and pool differ",
      detail,
      "Wait for the next full reading; if they still differ, check ListUsers.",
    );
  return good("Users", detail);
});

/** How somebody can sign in with it; a refresh token only prolongs a sign-in. */
export const signInFlows = ({ flows }: AppClient): string[] => flows.filter((flow) => !flow.includes("REFRESH"));

/** What is wrong with one client, as sentences. */
export const clientProblems = (client: AppClient): string[] => [
  ...(signInFlows(client).length === 0 ? ["No flow by which a user could sign in through the API."] : []),
  ...(client.hidesUnknownUsers
    ? []
    : ["Tells anybody whether a user exists (PreventUserExistenceErrors is not ENABLED)."]),
];

function judgeClients({ clients }: HealthReading): Judged {
  if (!clients.ok) return unknown("App clients", clients.error.message);
  const { total, more, clients: looked } = clients.value;
  if (total === 0)
    return problem("No app client", "No app can sign a user of this pool in.", "Create an app client for each app.");
  const counted = `${total}${more ? " or more" : ""} app ${total === 1 ? "client" : "clients"}`;
  const detail = `${counted}${looked.length < total ? `, the first ${looked.length} looked at` : ""}.`;
  const wrong = looked.filter((client) => clientProblems(client).length > 0);
  return wrong.length > 0
    ? problem(
        wrong.length === 1 ? "An app client needs a look" : `${wrong.length} app clients need a look`,
        `${detail} ${listed(wrong.map(({ name }) => name))}.`,
        "The table of app clients below says what is wrong with each.",
      )
    : good("App clients", detail);
}

const judges: Record<FindingId, (reading: HealthReading) => Judged> = {
  credentials: judgeCredentials,
  region: judgeRegion,
  endpoint: judgeEndpoint,
  pool: judgePool,
  permissions: judgePermissions,
  sender: judgeSender,
  "password-policy": judgePasswordPolicy,
  "temporary-password": judgeTemporaryPassword,
  recovery: judgeRecovery,
  mfa: judgeMfa,
  plan: judgePlan,
  users: judgeUsers,
  "app-clients": judgeClients,
};

/** What is good, wrong or not known of a pool and of the console's way to it. Pure: everything was read before. */
export const findingsOf = (reading: HealthReading): Finding[] =>
  findingIds.map((id) => ({ id, ...judges[id](reading) }));
