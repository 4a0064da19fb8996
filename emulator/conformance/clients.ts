// Drives the AWS CLI and boto3, where they are installed, through every operation of an emulator of its own.
// Run: npm run conformance:clients
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CognitoIdentityProviderClient, ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { operations } from "../operations/operations.ts";
import { seedDemo } from "../seed/seed.ts";
import { startEmulator } from "../wire/server.ts";
import type { Shape } from "../wire/shape.ts";

type Call = { operation: string; input: Record<string, unknown> };
/** "ok", an error code of the service, "unknown" to the client, or "client: …" for what the client itself made of it. */
type Result = { operation: string; result: string };

const run = promisify(execFile);

/** Values for required members; what is not here follows from the shape. */
const sampleOf = (name: string, shape: Shape, known: Record<string, unknown>): unknown => {
  if (name in known) return known[name];
  switch (shape.type) {
    case "string":
      return shape.enum?.[0] ?? "x".repeat(Math.max(shape.min ?? 1, 6));
    case "boolean":
      return true;
    case "list":
      return [sampleOf("", shape.of, known)];
    case "map":
      return { USERNAME: known.Username, PASSWORD: known.Password };
    case "structure":
      return inputOf(shape, known);
    default:
      return "min" in shape ? (shape.min ?? 1) : 1;
  }
};

const inputOf = (shape: Extract<Shape, { type: "structure" }>, known: Record<string, unknown>) =>
  Object.fromEntries(
    shape.required.flatMap((name) => {
      const member = shape.members[name];
      return member ? [[name, sampleOf(name, member, known)]] : [];
    }),
  );

/** What takes something away comes last, so that the rest still finds it. */
const callsFor = (known: Record<string, unknown>): Call[] => {
  const isLast = (name: string) => /^(Admin)?(Delete|Stop)/.test(name);
  const all = [...operations.values()].map(({ name, input }) => ({ operation: name, input: inputOf(input, known) }));
  return [...all.filter(({ operation }) => !isLast(operation)), ...all.filter(({ operation }) => isLast(operation))];
};

const boto3Calls = fileURLToPath(new URL("boto3_calls.py", import.meta.url));

const withBoto3 = async (url: string, calls: Call[]): Promise<Result[]> => {
  const child = run("python3", [boto3Calls, url], { maxBuffer: 1 << 26 });
  child.child.stdin?.end(calls.map((call) => `${JSON.stringify(call)}\n`).join(""));
  const { stdout } = await child;
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Result);
};

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();

const cliEnvironment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: "any",
  AWS_SECRET_ACCESS_KEY: "any",
  AWS_MAX_ATTEMPTS: "1",
  AWS_PAGER: "",
};

const withCli = async (url: string, calls: Call[]): Promise<Result[]> => {
  const results: Result[] = [];
  for (const { operation, input } of calls) {
    const flags = ["--endpoint-url", url, "--region", "us-east-1", "--cli-input-json", JSON.stringify(input)];
    results.push({ operation, result: await askCli(["cognito-idp", kebab(operation), ...flags]) });
  }
  return results;
};

const askCli = async (args: string[]): Promise<string> => {
  try {
    await run("aws", args, { env: cliEnvironment });
    return "ok";
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const [, code] = /An error occurred \((\w+)\)/.exec(stderr) ?? [];
    if (code) return code;
    return /Invalid choice/i.test(stderr) ? "unknown" : `client: ${stderr.trim().split("\n").at(-1)}`;
  }
};

// These say that the emulator, not the input, is at fault.
const faults = new Set(["UnknownOperationException", "InternalErrorException", "SerializationException", "500"]);

const report = (client: string, results: Result[]) => {
  const unknown = results.filter(({ result }) => result === "unknown");
  const failed = results.filter(({ result }) => result.startsWith("client: ") || faults.has(result));
  console.log(`\n${client}: ${results.length - unknown.length - failed.length} covered`);
  console.log(`  unknown to this client: ${unknown.map(({ operation }) => operation).join(", ") || "none"}`);
  console.log(`  failed: ${failed.map(({ operation, result }) => `${operation} (${result})`).join(", ") || "none"}`);
  if (failed.length > 0) process.exitCode = 1;
};

const versionOf = async (program: string, args: string[]): Promise<string | undefined> => {
  try {
    const { stdout, stderr } = await run(program, args);
    return (stdout || stderr).trim();
  } catch {
    // Not installed, or not runnable: for this purpose the same.
    return undefined;
  }
};

const clients: [name: string, version: string[], drive: (url: string, calls: Call[]) => Promise<Result[]>][] = [
  ["AWS CLI", ["aws", "--version"], withCli],
  ["boto3", ["python3", "-c", "import boto3; print(boto3.__version__)"], withBoto3],
];

const drive = async (drive: (url: string, calls: Call[]) => Promise<Result[]>): Promise<Result[]> => {
  const emulator = await startEmulator({ port: 0, quotas: false });
  try {
    const [pool] = seedDemo(emulator.service, { customers: 100, staging: 1 }).pools;
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const sdk = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: "us-east-1", credentials });
    const { Users } = await sdk.send(new ListUsersCommand({ UserPoolId: pool?.id, Limit: 1 }));
    sdk.destroy();
    const known = {
      UserPoolId: pool?.id,
      ClientId: pool?.clientId,
      Username: Users?.[0]?.Username,
      Password: "Conformance-Password-1",
      PoolName: "conformance",
      AccessToken: "e30.e30.e30",
    };
    return await drive(emulator.url, callsFor(known));
  } finally {
    await emulator.close();
  }
};

for (const [name, [program = "", ...args], through] of clients) {
  const version = await versionOf(program, args);
  if (version === undefined) console.log(`\n${name}: not installed here`);
  else report(`${name} (${version})`, await drive(through));
}
