import { type Clock, secondMs } from "./clock.ts";
import { expiredToken, Fault, unrecognizedClient } from "./fault.ts";
import { alphabets, createRandom } from "./random.ts";

/** Who a request comes from. Of credentials that this service issued, also what they were issued with. */
export type Caller = {
  arn: string;
  roleArn?: string;
  sessionName?: string;
  sourceIdentity?: string;
  tags?: Record<string, string>;
};

type Issued = { caller: Caller; roleId: string; securityToken: string; expiresAt: number };

const issuedMax = 10_000;
const roleForm = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/;
const nameForm = /^[\w+=,.@-]{2,64}$/;

/** The Security Token Service, as far as callers of Cognito need it: the Query protocol (API reference of STS). */
export const createSts = ({ clock, accountId, seed }: { clock: Clock; accountId: string; seed: string }) => {
  const random = createRandom(`${seed} sts`);
  const issued = new Map<string, Issued>();

  const issue = (asked: URLSearchParams) => {
    const [, account = "", role = ""] = roleForm.exec(required(asked, "RoleArn")) ?? [];
    // assumed: the texts. Any role may be assumed by anyone, as any credentials will do.
    if (!role) throw validation(`${asked.get("RoleArn")} is invalid`);
    const sessionName = required(asked, "RoleSessionName");
    if (!nameForm.test(sessionName)) throw validation("Value at 'roleSessionName' failed to satisfy constraint");
    const sourceIdentity = asked.get("SourceIdentity") || undefined;
    if (sourceIdentity && !nameForm.test(sourceIdentity)) {
      throw validation("Value at 'sourceIdentity' failed to satisfy constraint");
    }
    const tags = readTags(asked);
    const caller: Caller = {
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${sessionName}`,
      ...{ roleArn: required(asked, "RoleArn"), sessionName },
      ...(sourceIdentity ? { sourceIdentity } : {}),
      ...(Object.keys(tags).length > 0 ? { tags } : {}),
    };
    const expiresAt = clock.now() + durationSeconds(asked) * secondMs;
    const key = `ASIA${random.text(base32, 16)}`;
    const roleId = `AROA${random.text(base32, 17)}:${sessionName}`;
    const securityToken = random.text(alphabets.base64url, 120);
    issued.set(key, { caller, roleId, securityToken, expiresAt });
    const [oldest] = issued.keys();
    if (issued.size > issuedMax && oldest) issued.delete(oldest);
    const Expiration = new Date(expiresAt).toISOString();
    const SecretAccessKey = random.text(alphabets.base64url, 40);
    const credentials = { AccessKeyId: key, SecretAccessKey, SessionToken: securityToken, Expiration };
    return [
      `<Credentials>${elements(credentials)}</Credentials>`,
      `<AssumedRoleUser>${elements({ AssumedRoleId: roleId, Arn: caller.arn })}</AssumedRoleUser>`,
      sourceIdentity ? elements({ SourceIdentity: sourceIdentity }) : "",
    ].join("");
  };

  const sts = {
    clear() {
      issued.clear();
      random.reseed(`${seed} sts`);
    },

    /** assumed: other credentials than issued ones are those of a user of the account, named for their key. */
    identify(accessKeyId: string, securityToken: string | undefined): Caller {
      const found = issued.get(accessKeyId);
      if (!found) return { arn: `arn:aws:iam::${accountId}:user/${accessKeyId}` };
      if (found.securityToken !== securityToken) throw unrecognizedClient();
      if (found.expiresAt <= clock.now()) throw expiredToken();
      return found.caller;
    },

    /** The inner part of the answer, as XML. */
    answer(asked: URLSearchParams, accessKeyId: string, securityToken: string | undefined): string {
      switch (asked.get("Action")) {
        case "AssumeRole":
          sts.identify(accessKeyId, securityToken);
          return issue(asked);
        case "AssumeRoleWithWebIdentity":
          required(asked, "WebIdentityToken");
          // assumed: the token is not looked into, and its subject is the session's name.
          return issue(asked) + elements({ SubjectFromWebIdentityToken: required(asked, "RoleSessionName") });
        case "GetCallerIdentity": {
          const { arn } = sts.identify(accessKeyId, securityToken);
          const userId = issued.get(accessKeyId)?.roleId ?? accessKeyId;
          return elements({ Arn: arn, UserId: userId, Account: arn.split(":")[4] ?? "" });
        }
        default:
          throw new Fault("InvalidAction", `Could not find operation ${asked.get("Action")} for version 2011-06-15`);
      }
    },
  };
  return sts;
};

export type Sts = ReturnType<typeof createSts>;

// The alphabet of AWS's own key ids.
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const validation = (message: string) => new Fault("ValidationError", message);

const required = (asked: URLSearchParams, name: string): string => {
  const value = asked.get(name);
  if (!value) throw validation(`Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
};

// 900 seconds to 12 hours, an hour when it is not said (API reference of STS, AssumeRole).
const durationSeconds = (asked: URLSearchParams): number => {
  const seconds = Number(asked.get("DurationSeconds") ?? 3_600);
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200) return seconds;
  throw validation("Value at 'durationSeconds' failed to satisfy constraint: 900 to 43200");
};

// At most 50 session tags (API reference of STS, AssumeRole).
const readTags = (asked: URLSearchParams): Record<string, string> => {
  const tags: Record<string, string> = Object.create(null);
  for (let i = 1; i <= 50; i++) {
    const key = asked.get(`Tags.member.${i}.Key`);
    if (key) tags[key] = asked.get(`Tags.member.${i}.Value`) ?? "";
  }
  return tags;
};

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

const elements = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
    .join("");

const xmlns = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

export const stsAnswer = (action: string, result: string, RequestId: string) =>
  `<${action}Response ${xmlns}><${action}Result>${result}</${action}Result>` +
  `<ResponseMetadata>${elements({ RequestId })}</ResponseMetadata></${action}Response>`;

export const stsError = ({ type, message, status }: Fault, RequestId: string) => {
  const error = elements({ Type: status < 500 ? "Sender" : "Receiver", Code: type, Message: message });
  return `<ErrorResponse ${xmlns}><Error>${error}</Error>${elements({ RequestId })}</ErrorResponse>`;
};
