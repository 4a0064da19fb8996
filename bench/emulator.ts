// Measures the local Cognito alone: seeding, memory, pages of ListUsers from first to last, filters.
// Run: npm run bench:emulator -- --users 1000000
import { execFileSync, spawn } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: flags } = parseArgs({ options: { users: { type: "string", default: "1000000" } } });
const users = Number(flags.users);
if (!Number.isSafeInteger(users) || users < 1_000) throw new Error("--users must be a whole number from 1000 on.");
const pool = "us-east-1_Customers";
const endPages = 200;
const filterRounds = 200;

const at = (values: number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
const row = (what: string, values: number[], unit = "ms"): void => {
  const shown = [at(values, 0.5), at(values, 0.95)].map((value) => `${value.toFixed(unit === "ms" ? 2 : 0)} ${unit}`);
  console.log(`| ${what} | ${shown.join(" | ")} | ${values.length} |`);
};

const startedAt = performance.now();
const child = spawn(
  process.execPath,
  ["--import", "tsx", "emulator/main.ts", "--port", "0", "--quotas", "off", "--users", String(users)],
  { cwd: fileURLToPath(new URL("..", import.meta.url)), stdio: ["ignore", "pipe", "inherit"] },
);
const url = await new Promise<string>((resolve, reject) => {
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const [found] = /http:\/\/[\d.:]+/.exec(text) ?? [];
    if (found) resolve(found);
  });
  child.once("exit", (code) => reject(new Error(`The emulator ended with ${code}.`)));
});
const seeded = performance.now() - startedAt;
const processFigure = (column: "rss" | "cputimes") =>
  Number(execFileSync("ps", ["-o", `${column}=`, "-p", String(child.pid)]));
const residentMb = () => (processFigure("rss") * 1024) / 1e6;

type Listed = {
  Users: { Username: string; Attributes: { Name: string; Value: string }[] }[];
  PaginationToken?: string;
};

const call = async <T>(operation: string, body: object): Promise<T> => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      authorization:
        "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${operation}: ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as T;
};

const timed = async <T>(times: number[], work: () => Promise<T>): Promise<T> => {
  const from = performance.now();
  const result = await work();
  times.push(performance.now() - from);
  return result;
};

/** Every page of the pool; `beside` runs between two pages. */
const crawl = async (beside: (page: number) => Promise<void>) => {
  const times: number[] = [];
  const seen = new Map<string, number>();
  let PaginationToken: string | undefined;
  do {
    const asked = { UserPoolId: pool, Limit: 60, PaginationToken };
    const page = await timed(times, () => call<Listed>("ListUsers", asked));
    for (const { Username } of page.Users) seen.set(Username, (seen.get(Username) ?? 0) + 1);
    ({ PaginationToken } = page);
    await beside(times.length);
  } while (PaginationToken);
  return { times, seen };
};

/** What others do meanwhile: change, create and delete users of their own. */
const change = async (page: number) => {
  const user = { UserPoolId: pool, Username: `bench-${page}` };
  const UserAttributes = [{ Name: "name", Value: `Bench ${page}` }];
  await call("AdminCreateUser", { ...user, UserAttributes, MessageAction: "SUPPRESS" });
  await call("AdminDisableUser", user);
  if (page > 1) await call("AdminDeleteUser", { UserPoolId: pool, Username: `bench-${page - 1}` });
};

const searched = ["username", "email", "phone_number", "name", "given_name", "family_name", "sub"];

const valuesOf = (page: Listed, attribute: string): string[] =>
  page.Users.flatMap(({ Username, Attributes }) =>
    attribute === "username" ? Username : Attributes.filter(({ Name }) => Name === attribute).map(({ Value }) => Value),
  );

const quote = (value: string) => value.replace(/["\\]/g, "\\$&");

const filter = async (what: string, filters: string[]) => {
  const times: number[] = [];
  const ask = (Filter: string) => call("ListUsers", { UserPoolId: pool, Limit: 60, Filter });
  const first: number[] = [];
  await timed(first, () => ask(filters[0] ?? ""));
  for (let i = 0; i < filterRounds; i++) await timed(times, () => ask(filters[i % filters.length] ?? ""));
  row(`Filter ${what} (the very first: ${first[0]?.toFixed(0)} ms)`, times);
};

try {
  const { length } = cpus();
  console.log(`\n${length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`);
  console.log(`${users} users, quotas off, over HTTP, one request at a time\n`);
  console.log("| What | median | p95 | runs |\n| --- | --- | --- | --- |");
  row("Start to ready, seeding included", [seeded / 1000], "s");
  // The processor's time says more than the clock's on a machine that does other things as well.
  row("Processor time of that, both cores", [processFigure("cputimes")], "s");
  row("Resident memory when ready", [residentMb()], "MB");

  const asleep = await crawl(async () => {});
  row(`Page of 60, first ${endPages}`, asleep.times.slice(0, endPages));
  row(`Page of 60, last ${endPages}`, asleep.times.slice(-endPages));
  const seconds = asleep.times.reduce((sum, time) => sum + time) / 1000;
  row("Pages per second over the whole pool", [asleep.times.length / seconds], "/s");

  const sample = await call<Listed>("ListUsers", { UserPoolId: pool, Limit: 60 });
  for (const attribute of searched) {
    const values = valuesOf(sample, attribute);
    await filter(
      `${attribute} =`,
      values.map((value) => `${attribute} = "${quote(value)}"`),
    );
    await filter(
      `${attribute} ^=`,
      values.map((value) => `${attribute} ^= "${quote(value.slice(0, 4))}"`),
    );
  }
  const statuses = [
    "CONFIRMED",
    "FORCE_CHANGE_PASSWORD",
    "UNCONFIRMED",
    "RESET_REQUIRED",
    "EXTERNAL_PROVIDER",
    "ARCHIVED",
  ];
  await filter(
    "cognito:user_status =",
    statuses.map((status) => `cognito:user_status = "${status}"`),
  );
  await filter(
    "status =",
    ["Enabled", "Disabled"].map((value) => `status = "${value}"`),
  );

  const awake = await crawl(change);
  row(`Page of 60 while users change, first ${endPages}`, awake.times.slice(0, endPages));
  row(`Page of 60 while users change, last ${endPages}`, awake.times.slice(-endPages));
  row("Resident memory with all indexes, after two crawls", [residentMb()], "MB");
  const once = [...asleep.seen.keys()].filter((name) => awake.seen.get(name) === 1).length;
  const twice = [...awake.seen.values()].filter((count) => count > 1).length;
  console.log(`\nThe crawl while users changed met ${once} of ${users} users exactly once, and ${twice} twice.`);
  if (once !== users || asleep.seen.size !== users || twice > 0) process.exitCode = 1;
} finally {
  child.kill("SIGTERM");
}
