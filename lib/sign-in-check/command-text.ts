import { clientName } from "#lib/calls/client-name.ts";
import {
  type CommandLanguage,
  type FromEnvironment,
  pythonValue,
  quoted,
  shellOptions,
  utf16Escape,
  visible,
} from "#lib/operations/command-text.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { isSecret, type Members, type MemberText, type Request } from "#lib/sign-in/step.ts";

type Place = Pick<PoolEntry, "region" | "endpoint">;
type Value = Members[string];

/** What is secret is read from a variable of the environment; its value never gets into the text. */
const toValue = (text: MemberText): string | FromEnvironment => (isSecret(text) ? { variable: text.variable } : text);

const isMap = (value: Value): value is Record<string, MemberText> => typeof value === "object" && !isSecret(value);

/** The variables that a request's text reads, in its order. */
export const variablesOf = ({ members }: Request): string[] =>
  Object.values(members)
    .flatMap((value) => (isMap(value) ? Object.values(value) : [value]))
    .flatMap((text) => (isSecret(text) ? [text.variable] : []));

/** The name that the secret hash is made over: the one that is sent (cognito.md 7.4). */
function hashedName({ members }: Request): string {
  for (const value of Object.values(members)) {
    const name = isMap(value) ? value.USERNAME : undefined;
    if (typeof name === "string") return name;
  }
  return typeof members.Username === "string" ? members.Username : "";
}

/** A step as a command for a POSIX shell, or as a script for Python. */
export function commandText(request: Request, place: Place, language: CommandLanguage): string {
  return language === "aws-cli" ? shellText(request, place) : pythonText(request, place);
}

/** JSON with the variables spliced in between its single quotes. */
function shellJson(map: Record<string, MemberText>): string {
  const kept = (text: string): string => text.replaceAll("'", "'\\''");
  const members = Object.entries(map).map(([name, text]) => {
    const value = isSecret(text) ? `"'"$${text.variable}"'"` : kept(visible(text, utf16Escape));
    return `${kept(visible(name, utf16Escape))}:${value}`;
  });
  return `'{${members.join(",")}}'`;
}

// One attempt, as here: both clients repeat a call whose connection broke, and some calls send messages (cognito.md 4.3).
function shellText(request: Request, { region, endpoint }: Place): string {
  const { call, members } = request;
  const options = Object.entries(members).flatMap(([name, value]) =>
    isMap(value) ? [`--${clientName(name, "-")}=${shellJson(value)}`] : shellOptions({ [name]: toValue(value) }),
  );
  const lines = [
    `AWS_MAX_ATTEMPTS=1 aws cognito-idp ${clientName(call, "-")} --region=${quoted(region)}`,
    ...(endpoint === null ? [] : [`--endpoint-url=${quoted(endpoint)}`]),
    ...options,
  ];
  return `${[...shellHash(request), lines.join(" \\\n  ")].join("\n")}\n`;
}

function shellHash(request: Request): string[] {
  if (!variablesOf(request).includes("SECRET_HASH")) return [];
  const message = quoted(hashedName(request) + String(request.members.ClientId));
  return [
    `SECRET_HASH="$(printf %s ${message} |\n  openssl dgst -sha256 -hmac "$CLIENT_SECRET" -binary | openssl base64)"`,
  ];
}

const pythonMap = (map: Record<string, MemberText>): string =>
  `{${Object.entries(map)
    .map(([name, text]) => `${pythonValue(name)}: ${pythonOf(text)}`)
    .join(", ")}}`;

const pythonOf = (text: MemberText): string =>
  isSecret(text) && text.variable === "SECRET_HASH" ? "secret_hash" : pythonValue(toValue(text));

function pythonText(request: Request, { region, endpoint }: Place): string {
  const place = [`region_name=${pythonValue(region)}`];
  if (endpoint !== null) place.push(`endpoint_url=${pythonValue(endpoint)}`);
  const hashed = variablesOf(request).includes("SECRET_HASH");
  const message = pythonValue(hashedName(request) + String(request.members.ClientId));
  const given = Object.entries(request.members).map(
    ([name, value]) => `    ${name}=${isMap(value) ? pythonMap(value) : pythonOf(value)},`,
  );
  const lines = [
    ...(hashed ? ["import base64", "import hashlib", "import hmac"] : []),
    "import os",
    "",
    "import boto3",
    "",
    ...(hashed
      ? [
          `secret = os.environ["CLIENT_SECRET"].encode()`,
          `digest = hmac.new(secret, ${message}.encode(), hashlib.sha256).digest()`,
          "secret_hash = base64.b64encode(digest).decode()",
          "",
        ]
      : []),
    'os.environ["AWS_MAX_ATTEMPTS"] = "1"',
    `cognito = boto3.client("cognito-idp", ${place.join(", ")})`,
    `answer = cognito.${clientName(request.call, "_")}(`,
    ...given,
    ")",
    "print(answer)",
  ];
  return `${lines.join("\n")}\n`;
}
