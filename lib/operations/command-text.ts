import { membersOf } from "#lib/calls/call.ts";
import { clientName } from "#lib/calls/client-name.ts";
import type { Member } from "#lib/calls/definition.ts";
import type { PlannedUser } from "#lib/operations/plan.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

export const commandLanguages = { "aws-cli": "AWS CLI", boto3: "boto3" } as const;
export type CommandLanguage = keyof typeof commandLanguages;

/** Users of a plan that are written out; a text for hundreds is no longer read before it is run. */
export const mostCommands = 50;

/** A password is never in the text: it is read from this variable of the environment. */
export interface FromEnvironment {
  variable: string;
}
export type Value = Member | FromEnvironment;

const isVariable = (value: Value): value is FromEnvironment => typeof value === "object" && "variable" in value;
const isList = (value: Value): value is readonly Member[] => Array.isArray(value);

interface Request {
  name: string;
  members: Record<string, Value>;
}

/**
 * A plan as commands for a POSIX shell, or as a script for Python: what the console would send, in its order. The steps of one user
 * stop at the first that fails. Each user has a password variable of its own, so that no two are given the same one.
 * @param planned the plan's users; the text says how many of them it leaves out
 */
export function commandText(
  planned: readonly Pick<PlannedUser, "user" | "steps">[],
  pool: Pick<PoolEntry, "id" | "region" | "endpoint">,
  language: CommandLanguage,
): string {
  const users = planned.slice(0, mostCommands).map(({ user, steps }, index) => {
    const variable = planned.length > 1 ? `PASSWORD_${index + 1}` : "PASSWORD";
    return steps.map(({ call }) => ({
      name: call.name,
      members: { UserPoolId: pool.id, Username: user.username, ...membersOf(call, () => ({ variable })) },
    }));
  });
  const left = planned.length - users.length;
  const ending = left > 0 ? `And ${left} more ${left === 1 ? "user" : "users"}, left out of this text.` : null;
  return language === "aws-cli" ? shellText(users, pool, ending) : pythonText(users, pool, ending);
}

/** JSON in which nothing is invisible or turns the direction of what follows; also what Python reads as a text. */
export const visible = (value: unknown, disguise: (char: string) => string): string =>
  JSON.stringify(value).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, disguise);

type Place = Pick<PoolEntry, "region" | "endpoint">;

// Both clients repeat a call whose connection broke, and some calls send messages (cognito.md 4.3): one attempt, as here.
function shellText(users: Request[][], { region, endpoint }: Place, ending: string | null): string {
  const place = [`--region=${quoted(region)}`, ...(endpoint === null ? [] : [`--endpoint-url=${quoted(endpoint)}`])];
  const blocks = users.map((requests) =>
    requests
      .map(({ name, members }) =>
        ["AWS_MAX_ATTEMPTS=1 aws cognito-idp", clientName(name, "-"), ...place, ...shellOptions(members)].join(" "),
      )
      .join(" &&\n  "),
  );
  // Not a comment, because zsh takes none at its prompt.
  return `${[...blocks, ...(ending === null ? [] : [`echo ${quoted(ending)}`])].join("\n")}\n`;
}

/** Single quotes keep everything a POSIX shell would read, line breaks and history marks among it; a quote ends and begins them. */
export const quoted = (text: string): string =>
  /^[\w.:/@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Texts that the AWS CLI changes unless they stand in JSON: what such an address points at takes its place, in version 1 for web
 * addresses too, and two dashes alone are dropped.
 */
const changesOutsideJson = (value: Value): boolean =>
  typeof value === "string" && /^(--$|fileb?:\/\/|https?:\/\/)/.test(value);

export const utf16Escape = (char: string): string =>
  char
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

export function shellOptions(members: Record<string, Value>): string[] {
  const all = Object.entries(members);
  const within = all.filter(([, value]) => changesOutsideJson(value));
  const plain = all.filter(([, value]) => !changesOutsideJson(value));
  return [
    // Without "=", or the options that stand in the JSON are missed as not given.
    ...(within.length > 0 ? [`--cli-input-json ${quoted(visible(Object.fromEntries(within), utf16Escape))}`] : []),
    ...plain.map(([name, value]) => shellOption(clientName(name, "-"), value)),
  ];
}

/** Written with "=", since a value of its own that begins with a dash is taken for an option. */
function shellOption(name: string, value: Value): string {
  if (typeof value === "boolean") return value ? `--${name}` : `--no-${name}`;
  if (typeof value === "string") return `--${name}=${quoted(value)}`;
  if (isVariable(value)) return `--${name}="$${value.variable}"`;
  // The short way of writing lists breaks on commas and equals signs.
  return `--${name}=${quoted(visible(value, utf16Escape))}`;
}

function pythonText(users: Request[][], { region, endpoint }: Place, ending: string | null): string {
  const place = [`region_name=${pythonValue(region)}`];
  if (endpoint !== null) place.push(`endpoint_url=${pythonValue(endpoint)}`);
  const lines = [
    "import os",
    "",
    "import boto3",
    "",
    'os.environ["AWS_MAX_ATTEMPTS"] = "1"',
    `cognito = boto3.client("cognito-idp", ${place.join(", ")})`,
    "",
    ...users.flat().map(({ name, members }) => {
      const given = Object.entries(members).map(([member, value]) => `${member}=${pythonValue(value)}`);
      return `cognito.${clientName(name, "_")}(${given.join(", ")})`;
    }),
    ...(ending === null ? [] : [`print(${pythonValue(ending)})`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Python takes each half of a surrogate pair for a character, so it gets whole code points. */
const pythonEscape = (char: string): string => `\\U${(char.codePointAt(0) as number).toString(16).padStart(8, "0")}`;

export function pythonValue(value: Value): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return visible(value, pythonEscape);
  if (isVariable(value)) return `os.environ[${JSON.stringify(value.variable)}]`;
  if (isList(value)) return `[${value.map(pythonValue).join(",")}]`;
  const members = Object.entries(value).map(([name, member]) => `${pythonValue(name)}:${pythonValue(member)}`);
  return `{${members.join(",")}}`;
}
