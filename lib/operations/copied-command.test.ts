import { readFileSync } from "node:fs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { type CognitoCall, callNames, cognitoCalls } from "#lib/calls/call.ts";
import { sendCall } from "#lib/cognito/commands.ts";
import { commandText } from "#lib/operations/command-text.ts";
import { plainPool, plainUser } from "#lib/operations/fixture.ts";

// The copied text is read back here, without a client installed, and held against what the SDK would put on the wire.

const password = "Any-Password-123";

/** Beside the sample of each call: every shape that its members take, with values that are hard on a text. */
const more: CognitoCall[] = [
  { name: "AdminSetUserPassword", permanent: true, password: "typed" },
  { name: "AdminCreateUser", action: "RESEND", medium: "SMS" },
  {
    name: "AdminUpdateUserAttributes",
    attributes: { name: `O'Neil, "Ada" \\ $HOME`, nickname: "\u202eturned\n", email_verified: "true" },
  },
  { name: "AdminDeleteUserAttributes", names: ["custom:it's", "name"] },
  { name: "AdminAddUserToGroup", group: "https://127.0.0.1:1/" },
  { name: "AdminRemoveUserFromGroup", group: "--" },
  { name: "AdminSetUserMFAPreference", off: ["sms", "authenticator", "email", "passkey"] },
];
const everyCall: CognitoCall[] = [...callNames.map((name) => cognitoCalls[name].sample), ...more];

interface Request {
  name: string;
  members: Record<string, unknown>;
}

/** What the SDK is about to send: it is stopped where the network would begin. */
async function onTheWire(call: CognitoCall): Promise<Request> {
  let sent: Request | undefined;
  const stopped = new Error("Far enough.");
  const sdk = new CognitoIdentityProviderClient({
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
        sent = {
          name: String(headers["x-amz-target"]).split(".")[1] ?? "",
          members: JSON.parse(new TextDecoder().decode(body)),
        };
        throw stopped;
      },
    } as never,
  });
  const target = { UserPoolId: plainPool.id, Username: plainUser.username };
  await expect(sendCall(sdk, target, call, password)).rejects.toThrow(stopped.message);
  sdk.destroy();
  if (!sent) throw new Error("The SDK sent nothing.");
  return sent;
}

/** The names in the service's model, by what clients call them; told apart without their capitals and separators. */
const modelNames = new Map<string, string>();
beforeAll(() => {
  const names =
    readFileSync("emulator/wire/shapes.ts", "utf8").match(/\b[A-Z]\w+(?=Request\b)|\b[A-Z]\w+(?=: )/g) ?? [];
  for (const name of names) modelNames.set(name.toLowerCase(), name);
});
/** Where the words of a name end is the rule's own business (client-name.test.ts); which name is meant must not depend on it. */
const fromClient = (name: string): string => {
  const known = modelNames.get(name.replaceAll(/[-_]/g, ""));
  if (!known) throw new Error(`Nothing in the model is called ${name}.`);
  return known;
};

/** Words as a POSIX shell splits them: quotes and the one variable, and nothing else that it would expand. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  const quoting = /'([^']*)'|"\$(\w+)"|\\(.)|([\w.:/@+=-]+)|(\s+)/gy;
  let word: string | null = null;
  let end = 0;
  for (const { 0: whole, 1: single, 2: variable, 3: escaped, 4: plain } of line.matchAll(quoting)) {
    end += whole.length;
    const piece = single ?? (variable === undefined ? undefined : { PASSWORD: password }[variable]) ?? escaped ?? plain;
    if (piece !== undefined) word = (word ?? "") + piece;
    else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (end !== line.length) throw new Error(`A shell would read more into ${line.slice(end)}`);
  return word === null ? words : [...words, word];
}

function optionOf(option: string): [name: string, value: unknown] {
  const [, no, name = "", value] = /^--(no-)?([a-z-]+?)(?:=(.*))?$/s.exec(option) ?? [];
  if (value === undefined) return [fromClient(name), no === undefined];
  return [fromClient(name), /^[[{]/.test(value) ? JSON.parse(value) : value];
}

function readShell(text: string): Request {
  const [once, aws, service, command = "", region, ...options] = shellWords(text.trimEnd());
  expect([once, aws, service, region]).toEqual(["AWS_MAX_ATTEMPTS=1", "aws", "cognito-idp", "--region=us-east-1"]);
  const [first, json, ...others] = options;
  const within = first === "--cli-input-json" ? (JSON.parse(json ?? "") as object) : {};
  const plain = first === "--cli-input-json" ? others : options;
  return { name: fromClient(command), members: { ...within, ...Object.fromEntries(plain.map(optionOf)) } };
}

/** Python's literals as JSON: texts are the same but for their way of writing rare characters, and three words differ. */
const pythonLiteral = (text: string): unknown =>
  JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|\b(?:True|False|true|false|null)\b|os\.environ\["PASSWORD"\]/g, (token) => {
      if (token.startsWith("os.")) return JSON.stringify(password);
      if (/^[a-z]/.test(token)) throw new Error(`Python knows no ${token}.`);
      if (!token.startsWith('"')) return token.toLowerCase();
      return token.replace(/\\U([0-9a-f]{8})/g, (_, code) =>
        JSON.stringify(String.fromCodePoint(Number.parseInt(code, 16))).slice(1, -1),
      );
    }),
  );

function readPython(text: string): Request {
  const [, name = "", given = ""] = /^cognito\.([a-z_]+)\((.*)\)$/m.exec(text) ?? [];
  const members = given.replace(/(^|, )([A-Z]\w*)=(?=["[{TFo])/g, '$1"$2":');
  return { name: fromClient(name), members: pythonLiteral(`{${members}}`) as Record<string, unknown> };
}

describe.each(everyCall.map((call) => [call.name, call] as const))("%s", (name, call) => {
  const planned = [{ user: plainUser, steps: [{ operation: "enable" as const, call }] }];
  const pool = { ...plainPool, endpoint: null };

  test(`copied for the AWS CLI is what the console sends: ${JSON.stringify(call)}`, async () => {
    const wire = await onTheWire(call);
    expect(wire.name).toBe(name);
    expect(readShell(commandText(planned, pool, "aws-cli"))).toEqual(wire);
  });

  test(`copied for boto3 is what the console sends: ${JSON.stringify(call)}`, async () => {
    expect(readPython(commandText(planned, pool, "boto3"))).toEqual(await onTheWire(call));
  });
});

test("every member that a call sends is one that the model of its operation has", () => {
  const text = readFileSync("emulator/wire/shapes.ts", "utf8");
  for (const call of everyCall) {
    const [, block = ""] =
      new RegExp(`^export const ${call.name}Request = \\{(.*?)^\\} as const`, "ms").exec(text) ?? [];
    const members = Object.keys(cognitoCalls[call.name].members(call as never, () => password));
    for (const member of ["UserPoolId", "Username", ...members]) expect(block, call.name).toContain(`${member}: `);
  }
});
