import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { authorization } from "./fixture.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

const start = (...flags: string[]) => {
  const child = spawn(process.execPath, ["--import", "tsx", "emulator/main.ts", ...flags], { cwd: root });
  running.push(child);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    said.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    said.err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...said })),
  );
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => said.out.includes("\n") && resolve(said.out));
    void ended.then(({ err }) => reject(new Error(err)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended };
};

const urlIn = (text: string) => /http:\/\/[\d.:]+/.exec(text)?.[0] ?? "";
const estimatedUsers = async (url: string, pool: string) => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.DescribeUserPool",
      authorization: authorization(),
    },
    body: JSON.stringify({ UserPoolId: pool }),
  });
  const { UserPool } = (await response.json()) as { UserPool?: { EstimatedNumberOfUsers: number } };
  return UserPool?.EstimatedNumberOfUsers;
};

test("prints one line when it is ready, is empty, and ends at once on either signal", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const { child, ready, ended } = start("--port", "0");
    const line = await ready;
    expect(line.split("\n")).toHaveLength(2);
    expect(line).toContain("quotas on");
    expect((await fetch(`${urlIn(line)}/_health`)).status).toBe(200);
    expect(await estimatedUsers(urlIn(line), "us-east-1_Customers")).toBe(undefined);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, err: "" });
  }
});

test("--users fills two pools, --quotas off says so", async () => {
  const line = await start("--port", "0", "--users", "123", "--quotas", "off").ready;
  expect(line).toContain("quotas off");
  expect(await estimatedUsers(urlIn(line), "us-east-1_Customers")).toBe(123);
  expect(await estimatedUsers(urlIn(line), "us-east-1_Staging01")).toBe(40);
});

test("--region and --account stand in all that it makes, and requests for another Region are refused", async () => {
  const line = await start("--port", "0", "--users", "1", "--region", "eu-west-1", "--account", "123456789012").ready;
  const describePool = (region: string) =>
    fetch(urlIn(line), {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.DescribeUserPool",
        authorization: authorization({ region }),
      },
      body: JSON.stringify({ UserPoolId: "eu-west-1_Customers" }),
    });
  const { UserPool } = (await (await describePool("eu-west-1")).json()) as { UserPool: { Arn: string } };
  expect(UserPool.Arn).toBe("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Customers");
  const refused = (await (await describePool("us-east-1")).json()) as { __type: string };
  expect(refused.__type).toBe("InvalidSignatureException");
});

test("a port that is taken is told in one sentence", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const { code, err } = await start("--port", String(port)).ended;
  other.close();
  expect(code).toBe(1);
  expect(err).toBe(`Port ${port} is already in use: stop what is listening there, or choose another with --port.\n`);
});

const mistakes: string[][] = [
  ["--port", "x"],
  ["--port", "65536"],
  ["--users", "-1"],
  ["--quotas", "maybe"],
  ["--quota-scale", "0"],
  ["--region", "Ireland"],
  ["--account", "12"],
  ["--bogus"],
  ["extra"],
  ["--port"],
];
test.each(mistakes)("%s %s is a mistake of whoever typed it", async (...flags) => {
  const { code, err } = await start(...flags).ended;
  expect(code).toBe(2);
  expect(err.trim().split("\n")).toHaveLength(1);
});
