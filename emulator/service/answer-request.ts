import { continueImport } from "../users/user-import.ts";
import { parseInput } from "../wire/shape.ts";
import { Fault } from "./fault.ts";
import { requireAllowed, requireWorking } from "./faults-on-demand.ts";
import type { JournalEntry, Sender } from "./journal.ts";
import type { Operation } from "./operation.ts";
import { requirePrimary } from "./secondary-region.ts";
import type { Service } from "./service.ts";
import { textMember } from "./subject.ts";

/** All that stands between a request and its operation, in the order in which it is looked at. Throws the Fault that is the answer. */
export const answerRequest = (service: Service, name: string, body: unknown, sender: Sender, entry: JournalEntry) => {
  const operation = service.operations.get(name);
  // assumed: the text.
  if (!operation) throw new Fault("UnknownOperationException", `Unknown operation: ${name}`);
  // Any credentials will do, but there must be some (assumed: name and text).
  if (operation.signed && !sender.signed) {
    throw new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  if (operation.signed) requireCredentials(service, sender, entry);
  if (service.runningImport) service.keep("ContinueImport", {}, () => continueImport(service));
  takeQuota(service, operation, body);
  requireWorking(service.faults, entry);

  const input = parseInput(operation.input, body);
  const { userPoolId = "", clientId, username } = entry;
  if (operation.access && username) service.quotas.takeUser(operation.access, `${userPoolId || clientId} ${username}`);
  const pool = service.pools.get(userPoolId);
  if (pool) pool.users.delayNextChanges(service.clock.now(), service.faults.meet("listDelay", entry)?.milliseconds);
  if (operation.signed) requirePrimary(service, pool, operation, sender.region);
  const run = () => operation.run(input, service);
  return mayChange(operation) ? service.keep(name, body, run) : run();
};

const messengers = new Set(["GetUserAttributeVerificationCode", "GetTokensFromRefreshToken"]);

const mayChange = ({ name }: Operation) => messengers.has(name) || !/^(Admin)?(Get|List|Describe)/.test(name);

const requireCredentials = (service: Service, { accessKeyId, securityToken }: Sender, entry: JournalEntry) => {
  if (accessKeyId) entry.caller = service.sts.identify(accessKeyId, securityToken);
  const every = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/`;
  requireAllowed(service.faults, entry, `${every}${entry.userPoolId ?? "*"}`);
};

// assumed: the rate is looked at before the request is.
const takeQuota = ({ quotas }: Service, { category }: Operation, body: unknown) => {
  const poolId = textMember(body, "UserPoolId");
  if (category !== "challengeAnswer") quotas.takeCategory(category, poolId);
  // New passwords count as account recovery (cognito.md 4.1).
  else if (textMember(body, "ChallengeName") === "NEW_PASSWORD_REQUIRED") {
    quotas.takeCategory("UserAccountRecovery", poolId);
  } else quotas.takeChallengeAnswer();
};
