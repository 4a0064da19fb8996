import {
  CreateUserImportJobCommand,
  DescribeUserImportJobCommand,
  GetCSVHeaderCommand,
  StartUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authorization, fromAttributes, testEmulator } from "../fixture.ts";
import { hourMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send } = emulator;
let pool = "";
beforeEach(async () => {
  pool = await emulator.createPool({ AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"] });
});
afterEach(() => emulator.control("POST", "reset", {}));

const person = (name: string, rest: Record<string, string> = {}) => ({
  "cognito:username": name,
  email: `${name}@example.com`,
  email_verified: "true",
  ...rest,
});

/** Imports the rows and says what came of it. */
const importRows = async (rows: Record<string, string>[], extra = "") => {
  const { CSVHeader = [] } = await send(new GetCSVHeaderCommand({ UserPoolId: pool }));
  const CloudWatchLogsRoleArn = "arn:aws:iam::000000000000:role/import";
  const created = { UserPoolId: pool, JobName: "people", CloudWatchLogsRoleArn };
  const { UserImportJob: job } = await send(new CreateUserImportJobCommand(created));
  const lines = [CSVHeader, ...rows.map((row: Record<string, string>) => CSVHeader.map((column) => row[column] ?? ""))];
  const body = lines.map((line) => line.join(",")).join("\n") + extra;
  await fetch(job?.PreSignedUrl ?? "", { method: "PUT", body });
  await send(new StartUserImportJobCommand({ UserPoolId: pool, JobId: job?.JobId }));
  emulator.clock.advance(hourMs);
  const { UserImportJob } = await send(new DescribeUserImportJobCommand({ UserPoolId: pool, JobId: job?.JobId }));
  return { job: UserImportJob, stream: `${job?.JobId}/people` };
};

type Answer = {
  __type?: string;
  events: { message: string; timestamp: number }[];
  nextForwardToken: string;
  nextBackwardToken: string;
  logStreams: { logStreamName: string }[];
};
const ask = async (operation: string, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(emulator.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `Logs_20140328.${operation}`,
      authorization: authorization({ service: "logs" }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
};
const group = () => `/aws/cognito/userpools/${pool}/Test`;
const messages = async (logStreamName: string, rest: object = {}) => {
  const { answer } = await ask("GetLogEvents", { logGroupName: group(), logStreamName, startFromHead: true, ...rest });
  return answer.events.map(({ message }) => message);
};

describe("what came of each line of an import stands where CloudWatch Logs would have it", () => {
  test("by the number of the line, with the reason, and nothing of the user", async () => {
    await emulator.createUser(pool, "there");
    const { job, stream } = await importRows(
      [
        person("ada"),
        person("noemail", { email: "", email_verified: "" }),
        person("there"),
        person("grace", { email: "no e-mail at all" }),
        person("", {}),
      ],
      "\n\nonly,three,columns",
    );
    expect(job).toMatchObject({ ImportedUsers: 1, SkippedUsers: 1, FailedUsers: 4 });
    const lines = await messages(stream);
    expect(lines).toEqual([
      "[SUCCEEDED] Line Number 2 - The import succeeded.",
      "[FAILED] Line Number 3 - The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).",
      "[SKIPPED] Line Number 4 - The user already exists.",
      "[FAILED] Line Number 5 - Invalid email address format.",
      "[FAILED] Line Number 6 - The username is missing or has spaces or tabs.",
      "[FAILED] Line Number 8 - The row has not as many columns as the header.",
    ]);
    expect(lines.join()).not.toMatch(/ada|grace|example\.com/);
  });

  test("page by page, forwards and backwards", async () => {
    const { stream } = await importRows(["a1", "a2", "a3", "a4", "a5"].map((name) => person(name)));
    const page = async (rest: object) => {
      const { answer } = await ask("GetLogEvents", { logGroupName: group(), logStreamName: stream, limit: 2, ...rest });
      return { ...answer, lines: answer.events.map(({ message }) => Number(/Line Number (\d+)/.exec(message)?.[1])) };
    };
    const first = await page({ startFromHead: true });
    const second = await page({ nextToken: first.nextForwardToken });
    const third = await page({ nextToken: second.nextForwardToken });
    const end = await page({ nextToken: third.nextForwardToken });
    expect([first.lines, second.lines, third.lines, end.lines]).toEqual([[2, 3], [4, 5], [6], []]);
    expect(end.nextForwardToken).toBe(third.nextForwardToken);
    expect((await page({})).lines).toEqual([5, 6]);
    expect((await page({ nextToken: third.nextBackwardToken })).lines).toEqual([4, 5]);
  });

  test("a stream for each job that was started", async () => {
    const { stream } = await importRows([person("ada")]);
    const { answer } = await ask("DescribeLogStreams", { logGroupName: group() });
    expect(answer.logStreams).toMatchObject([{ logStreamName: stream }]);
  });

  test("to whoever signs, and to no page of another origin", async () => {
    const { stream } = await importRows([person("ada")]);
    const asked = { logGroupName: group(), logStreamName: stream };
    expect((await ask("GetLogEvents", asked, { authorization: "" })).status).toBe(400);
    expect((await ask("GetLogEvents", asked, { origin: "https://app.example.com" })).status).toBe(403);
  });

  test.each([
    ["GetLogEvents", () => ({ logGroupName: "/aws/other", logStreamName: "x" }), "ResourceNotFoundException"],
    ["GetLogEvents", () => ({ logGroupName: group(), logStreamName: "x/y" }), "ResourceNotFoundException"],
    ["GetLogEvents", () => ({ logStreamName: "x" }), "InvalidParameterException"],
    ["PutLogEvents", () => ({ logGroupName: group() }), "UnknownOperationException"],
  ])("%s of what is not there: %o %s", async (operation, body, type) => {
    const { status, answer } = await ask(operation, body());
    expect([status, answer.__type]).toEqual([400, type]);
  });
});

test.each([
  ["refused", "[FAILED] Line Number 2 - An account with the email already exists.", "true"],
  ["moves", "[SUCCEEDED] Line Number 2 - The import succeeded.", "false"],
])("a verified address that somebody signs in with: the line is %s", async (importedAlias, message, holders) => {
  await emulator.createUser(pool, "holder", { email: "shared@example.com", email_verified: "true" });
  await emulator.control("POST", "assumptions", { importedAlias });
  const { stream } = await importRows([person("ada", { email: "shared@example.com" })]);
  expect(await messages(stream)).toEqual([message]);
  const { UserAttributes } = await emulator.getUser(pool, "holder");
  expect(fromAttributes(UserAttributes).email_verified).toBe(holders);
});
