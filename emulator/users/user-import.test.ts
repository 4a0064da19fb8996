import {
  AdminCreateUserCommand,
  CreateUserImportJobCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolCommand,
  DescribeUserImportJobCommand,
  ForgotPasswordCommand,
  GetCSVHeaderCommand,
  ListUserImportJobsCommand,
  ListUsersCommand,
  StartUserImportJobCommand,
  StopUserImportJobCommand,
  UpdateUserPoolCommand,
  type UserImportJobType,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, test } from "vitest";
import { fromAttributes, outcome, testEmulator } from "../fixture.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;

const createPool = (settings: Partial<CreateUserPoolCommandInput> = {}) =>
  emulator.createPool({ AutoVerifiedAttributes: ["email"], ...settings });
const CloudWatchLogsRoleArn = "arn:aws:iam::000000000000:role/import";
const createJob = async (UserPoolId: string, JobName = "people"): Promise<UserImportJobType> => {
  const { UserImportJob } = await send(new CreateUserImportJobCommand({ UserPoolId, JobName, CloudWatchLogsRoleArn }));
  return UserImportJob ?? {};
};
const start = (UserPoolId: string, JobId: string | undefined) =>
  send(new StartUserImportJobCommand({ UserPoolId, JobId }));
const stop = (UserPoolId: string, JobId: string | undefined) =>
  send(new StopUserImportJobCommand({ UserPoolId, JobId }));
const describeJob = async (UserPoolId: string, JobId: string | undefined) =>
  (await send(new DescribeUserImportJobCommand({ UserPoolId, JobId }))).UserImportJob ?? {};
const headerOf = async (UserPoolId: string) => (await send(new GetCSVHeaderCommand({ UserPoolId }))).CSVHeader ?? [];
const upload = (url: string | undefined, body: string) =>
  fetch(url ?? "", { method: "PUT", body, headers: { "x-amz-server-side-encryption": "aws:kms" } });

type Row = Record<string, string>;
const person = (username: string, rest: Row = {}): Row => ({
  "cognito:username": username,
  email: `${username}@example.com`,
  email_verified: "TRUE",
  ...rest,
});
const toCsv = (header: readonly string[], rows: readonly Row[]) =>
  [header, ...rows.map((row) => header.map((column) => row[column] ?? ""))].map((line) => line.join(",")).join("\n");

/** A job with its file uploaded and started; the account runs one at a time, so each test ends its own. */
const importing = async (pool: string, rows: readonly Row[]) => {
  const job = await createJob(pool);
  await upload(job.PreSignedUrl, toCsv(await headerOf(pool), rows));
  await start(pool, job.JobId);
  return job.JobId;
};
const imported = async (pool: string, rows: readonly Row[]) => {
  const id = await importing(pool, rows);
  clock.advance(hourMs);
  return describeJob(pool, id);
};
afterEach(() => clock.advance(dayMs));

const standardHeader = [
  ...["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture"],
  ...["website", "email", "email_verified", "gender", "birthdate", "zoneinfo", "locale", "phone_number"],
  ...["phone_number_verified", "address", "updated_at", "cognito:mfa_enabled", "cognito:username"],
];

describe("the header of the file", () => {
  test("is the documented one, with the pool's custom attributes", async () => {
    expect(await headerOf(await createPool())).toEqual(standardHeader);
    const Schema = [{ Name: "tenant", AttributeDataType: "String" as const }];
    const custom = await headerOf(await createPool({ Schema }));
    expect(custom.toSorted()).toEqual([...standardHeader, "custom:tenant"].toSorted());
  });
});

describe("a job", () => {
  test("is created with a URL of this service, 15 minutes long, into which a file is put", async () => {
    const pool = await createPool();
    const job = await createJob(pool);
    expect(job).toMatchObject({
      JobName: "people",
      UserPoolId: pool,
      Status: "Created",
      CloudWatchLogsRoleArn,
      ImportedUsers: 0,
      SkippedUsers: 0,
      FailedUsers: 0,
      CreationDate: new Date(clock.now()),
    });
    expect(job.JobId).toMatch(/^import-[0-9A-Za-z]{10}$/);
    expect(job.StartDate).toBe(undefined);
    expect(job.PreSignedUrl).toMatch(emulator.url);
    expect((await upload(job.PreSignedUrl, "x")).status).toBe(200);
    clock.advance(15 * minuteMs);
    const late = await upload(job.PreSignedUrl, "x");
    expect({ status: late.status, text: await late.text() }).toEqual({
      status: 403,
      text: "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
    });
  });
  test("takes no file at a URL that was not signed for it", async () => {
    const pool = await createPool();
    const [one, two] = [await createJob(pool), await createJob(pool)];
    const forged = one.PreSignedUrl?.replace(one.JobId ?? "", two.JobId ?? "");
    for (const url of [forged, `${emulator.url}/_import/${one.JobId}`, `${one.PreSignedUrl}x`]) {
      const answer = await upload(url, "x");
      expect({ status: answer.status, text: await answer.text() }).toMatchObject({
        status: 403,
        text: expect.stringContaining("SignatureDoesNotMatch"),
      });
    }
    expect(await outcome(start(pool, two.JobId))).toMatch("No csv file was uploaded");
  });
  test("goes from Created over Pending and InProgress to Succeeded, and its users come one by one", async () => {
    const pool = await createPool();
    const rows = Array.from({ length: 1_500 }, (_, index) => person(`user${index}`));
    const id = await importing(pool, rows);
    const startedAt = new Date(clock.now());
    expect(await describeJob(pool, id)).toMatchObject({ Status: "Pending", StartDate: startedAt, ImportedUsers: 0 });
    clock.advance(2 * secondMs);
    expect(await describeJob(pool, id)).toMatchObject({ Status: "InProgress", ImportedUsers: 1_000 });
    const unfinished = new ListUsersCommand({ UserPoolId: pool, Filter: 'username = "user1000"' });
    expect((await send(unfinished)).Users).toEqual([]);
    clock.advance(10 * secondMs);
    expect((await send(unfinished)).Users?.length).toBe(1);
    expect(await describeJob(pool, id)).toMatchObject({
      Status: "Succeeded",
      ImportedUsers: 1_500,
      CompletionDate: new Date(startedAt.getTime() + 2_500),
      CompletionMessage: "Import Job Completed Successfully.",
    });
  });
  test("is stopped where it stands, and not started again", async () => {
    const pool = await createPool();
    const id = await importing(
      pool,
      Array.from({ length: 3_000 }, (_, index) => person(`user${index}`)),
    );
    clock.advance(2 * secondMs);
    expect((await stop(pool, id)).UserImportJob).toMatchObject({
      Status: "Stopped",
      ImportedUsers: 1_000,
      CompletionDate: new Date(clock.now()),
      CompletionMessage: "The Import Job was stopped by the developer.",
    });
    clock.advance(hourMs);
    expect((await describeJob(pool, id)).ImportedUsers).toBe(1_000);
    expect(await outcome(start(pool, id))).toBe(
      `PreconditionNotMetException: User import job ${id} cannot be started. It is Stopped.`,
    );
    expect(await outcome(stop(pool, id))).toBe(
      `PreconditionNotMetException: User import job ${id} cannot be stopped. It is Stopped.`,
    );
  });
  test("that was not started expires", async () => {
    const pool = await createPool();
    const { JobId } = await createJob(pool);
    clock.advance(2 * dayMs);
    expect((await describeJob(pool, JobId)).Status).toBe("Expired");
    expect(await outcome(start(pool, JobId))).toMatch("cannot be started. It is Expired.");
  });
  test("does not start without a file, without an auto-verified attribute, or beside another", async () => {
    const bare = await emulator.createPool();
    const unverified = await createJob(bare);
    expect(await outcome(start(bare, unverified.JobId))).toBe(
      "PreconditionNotMetException: The user pool has no auto verified attributes.",
    );
    const pool = await createPool();
    const second = await createJob(pool);
    expect(await outcome(start(pool, second.JobId))).toBe(
      `PreconditionNotMetException: No csv file was uploaded for ${second.JobId}`,
    );
    await upload(second.PreSignedUrl, toCsv(standardHeader, []));
    await importing(await createPool(), [person("ada")]);
    expect(await outcome(start(pool, second.JobId))).toBe(
      "PreconditionNotMetException: Another user import job is in progress.",
    );
  });
  test("keeps its pool from being changed while it runs", async () => {
    const pool = await createPool();
    await importing(pool, [person("ada")]);
    const refusal = "UserImportInProgressException: A user import job is in progress for this user pool.";
    expect(await outcome(send(new UpdateUserPoolCommand({ UserPoolId: pool })))).toBe(refusal);
    expect(await outcome(send(new DeleteUserPoolCommand({ UserPoolId: pool })))).toBe(refusal);
    clock.advance(hourMs);
    expect(await outcome(send(new DeleteUserPoolCommand({ UserPoolId: pool })))).toBe("ok");
  });
  test("that is not there is told", async () => {
    const pool = await createPool();
    const text = "ResourceNotFoundException: User import job import-none does not exist.";
    expect(await outcome(describeJob(pool, "import-none"))).toBe(text);
    expect(await outcome(start(pool, "import-none"))).toBe(text);
    expect(await outcome(stop(pool, "import-none"))).toBe(text);
  });
  test("takes no password hashes", async () => {
    const hashes = new CreateUserImportJobCommand({
      UserPoolId: await createPool(),
      JobName: "hashes",
      CloudWatchLogsRoleArn,
      PasswordHashingAlgorithm: "BCRYPT",
    });
    expect(await outcome(send(hashes))).toBe(
      "InvalidParameterException: Password hash import is not available for this user pool.",
    );
  });
});

test("jobs are listed from the last to the first, page by page", async () => {
  const pool = await createPool();
  for (const name of ["one", "two", "three"]) await createJob(pool, name);
  const page = (PaginationToken?: string) =>
    send(new ListUserImportJobsCommand({ UserPoolId: pool, MaxResults: 2, PaginationToken }));
  const first = await page();
  expect(first.UserImportJobs?.map(({ JobName }) => JobName)).toEqual(["three", "two"]);
  const second = await page(first.PaginationToken);
  expect(second.UserImportJobs?.map(({ JobName }) => JobName)).toEqual(["one"]);
  expect(second.PaginationToken).toBe(undefined);
});

describe("an imported user", () => {
  test("must reset the password, by a code to the address of the file", async () => {
    const pool = await createPool();
    const { id: ClientId } = await emulator.createClient(pool);
    const address = { address: "1 Main Street\\, Springfield", name: "  Ada  ", birthdate: "02/01/1985" };
    await imported(pool, [person("ada", address)]);
    const { UserStatus, UserAttributes, Enabled } = await emulator.getUser(pool, "ada");
    expect({ UserStatus, Enabled }).toEqual({ UserStatus: "RESET_REQUIRED", Enabled: true });
    expect(fromAttributes(UserAttributes)).toMatchObject({
      email: "ada@example.com",
      email_verified: "true",
      address: "1 Main Street, Springfield",
      name: "Ada",
      birthdate: "02/01/1985",
    });
    await send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));
    expect(await emulator.inbox({ to: "ada@example.com" })).toMatchObject([{ username: "ada" }]);
  });
  test("is confirmed where it can sign in without a password", async () => {
    const AllowedFirstAuthFactors = ["PASSWORD" as const, "EMAIL_OTP" as const];
    const pool = await createPool({
      AutoVerifiedAttributes: ["email", "phone_number"],
      Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
    });
    const phone = { email: "", email_verified: "", phone_number: "+12125550100", phone_number_verified: "true" };
    await imported(pool, [person("mail"), person("phone", phone)]);
    expect((await emulator.getUser(pool, "mail")).UserStatus).toBe("CONFIRMED");
    expect((await emulator.getUser(pool, "phone")).UserStatus).toBe("RESET_REQUIRED");
  });
  test("is named by the address where that is how people sign in", async () => {
    const pool = await createPool({ UsernameAttributes: ["email"] });
    await imported(pool, [person("ada", { "cognito:username": "ada@example.com" })]);
    const { Username, UserAttributes } = await emulator.getUser(pool, "ada@example.com");
    expect(Username).toBe(fromAttributes(UserAttributes).sub);
  });
});

describe("a row", () => {
  const Schema = [
    { Name: "seats", AttributeDataType: "Number" as const },
    { Name: "given_name", Required: true },
  ];
  const fine = { given_name: "Given" };
  const facts: [string, Row, "ImportedUsers" | "SkippedUsers" | "FailedUsers"][] = [
    ["as it should be", person("new", fine), "ImportedUsers"],
    ["of a user who is there", person("taken", fine), "SkippedUsers"],
    ["without a username", person("", { ...fine, email: "x@example.com" }), "FailedUsers"],
    ["with a space in the username", person("a b", { ...fine, email: "x@example.com" }), "FailedUsers"],
    ["without a verified address", person("new", { ...fine, email_verified: "FALSE" }), "FailedUsers"],
    ["with a verified address that is not there", person("new", { ...fine, email: "" }), "FailedUsers"],
    [
      "with a verified phone that is not there",
      person("new", { ...fine, phone_number_verified: "true" }),
      "FailedUsers",
    ],
    ["without a required attribute", person("new"), "FailedUsers"],
    ["with a value that the schema refuses", person("new", { ...fine, "custom:seats": "many" }), "FailedUsers"],
    ["with a birthdate of another form", person("new", { ...fine, birthdate: "1985-02-01" }), "FailedUsers"],
    ["with MFA in a pool without", person("new", { ...fine, "cognito:mfa_enabled": "TRUE" }), "FailedUsers"],
    ["with MFA that is no answer", person("new", { ...fine, "cognito:mfa_enabled": "maybe" }), "FailedUsers"],
    ["with one comma too many", person("new", { ...fine, address: "1 Main Street, Springfield" }), "FailedUsers"],
    ["of 16,001 characters", person("new", { ...fine, address: "x".repeat(16_001) }), "FailedUsers"],
  ];
  test.each(facts)("%s counts so, and the job goes on", async (_title, row, count) => {
    const pool = await createPool({ Schema });
    await send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: "taken",
        UserAttributes: [{ Name: "given_name", Value: "Taken" }],
      }),
    );
    const job = await imported(pool, [row, person("last", fine)]);
    const counts = { ImportedUsers: 1, SkippedUsers: 0, FailedUsers: 0 };
    counts[count]++;
    expect(job).toMatchObject({ ...counts, Status: "Succeeded" });
    expect((await emulator.getUser(pool, "last")).UserStatus).toBe("RESET_REQUIRED");
  });
  test("of nobody who could be imported fails the job", async () => {
    const rows = [person("a", { email_verified: "" }), person("b", { email_verified: "" })];
    expect(await imported(await createPool(), rows)).toMatchObject({
      Status: "Failed",
      FailedUsers: 2,
      CompletionMessage: "Too many users have failed or been skipped during the import.",
    });
  });
});

describe("a file", () => {
  const outcomeOf = async (csv: string) => {
    const pool = await createPool();
    const job = await createJob(pool);
    await upload(job.PreSignedUrl, csv);
    await start(pool, job.JobId);
    clock.advance(hourMs);
    const { Status, ImportedUsers, CompletionMessage } = await describeJob(pool, job.JobId);
    return { Status, ImportedUsers, CompletionMessage };
  };
  const mismatch = {
    Status: "Failed",
    ImportedUsers: 0,
    CompletionMessage: "The header of the csv file does not match the user pool.",
  };
  test.each([
    "",
    "nonsense",
    toCsv(standardHeader.slice(1), [person("ada")]),
    toCsv([...standardHeader, "custom:none"], [person("ada")]),
  ])("with another header fails the job: %j", async (csv) => expect(await outcomeOf(csv)).toEqual(mismatch));
  test("may order its columns as it likes, and end its lines in the way of Windows", async () => {
    const csv = toCsv(standardHeader.toReversed(), [person("ada"), person("grace")]).replaceAll("\n", "\r\n");
    expect(await outcomeOf(`${csv}\r\n`)).toMatchObject({ Status: "Succeeded", ImportedUsers: 2 });
  });
  test("of more than 500,000 rows fails the job", async () => {
    const csv = `${standardHeader.join(",")}\n${"x\n".repeat(500_001)}`;
    expect(await outcomeOf(csv)).toMatchObject({
      Status: "Failed",
      CompletionMessage: "The csv file has too many rows.",
    });
  });
});
