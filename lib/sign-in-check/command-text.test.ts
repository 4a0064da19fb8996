import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { requestOf, type Step, type StepName, takesHash } from "#lib/sign-in/step.ts";
import { commandText, variablesOf } from "#lib/sign-in-check/command-text.ts";

const place = { region: "eu-west-1", endpoint: null };
const where = { poolId: "eu-west-1_Any", clientId: "3example" };
const username = "o'neil$HOME`id`\"\\,=zoë";
const words = { session: "the-session", code: "908172", accessToken: "the-token", password: "the-password" };
const { session, code, accessToken, password } = words;
const attributes = { name: 'O\'Neil, "Ada" = $HOME' };

const steps: Record<StepName, Step> = {
  "sign-in": { name: "sign-in", flow: "ADMIN_USER_PASSWORD_AUTH", username, password },
  "new-password": { name: "new-password", by: "user", session, username, password, attributes },
  "answer-code": { name: "answer-code", by: "admin", factor: "SMS_MFA", session, username, code },
  "choose-factor": { name: "choose-factor", by: "user", session, username, factor: "SMS_MFA" },
  "begin-app": { name: "begin-app", session, username },
  "verify-app": { name: "verify-app", session, username, code },
  "finish-app": { name: "finish-app", by: "user", session, username },
  "forgot-password": { name: "forgot-password", username },
  "confirm-forgot-password": { name: "confirm-forgot-password", username, code, password },
  "change-password": { name: "change-password", accessToken, username, previous: password, proposed: password },
  "sign-out": { name: "sign-out", accessToken, username },
};
const names = Object.keys(steps) as StepName[];

const requestFor = (name: StepName) => requestOf(steps[name], where, takesHash(steps[name]) ? "the-hash" : null);
/** What the variables hold when the text is run. */
const environment = (name: StepName): Record<string, string> =>
  Object.fromEntries(
    [...variablesOf(requestFor(name)), "CLIENT_SECRET"].map((variable) => [variable, `<${variable}>`]),
  );

/** The request's members with `<VARIABLE>` for what is secret. */
const expected = (name: StepName): unknown =>
  JSON.parse(JSON.stringify(requestFor(name).members), (_key, value) =>
    value && typeof value === "object" && "variable" in value ? `<${value.variable}>` : value,
  );

const kebab = (name: string): string => name.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const answers = (file: string, argument: string): boolean => spawnSync(file, [argument]).status === 0;
const hasPython = answers("python3", "--version");

describe.each(names)("%s", (name) => {
  test.each(["aws-cli", "boto3"] as const)("as %s holds no secret", (language) => {
    const text = commandText(requestFor(name), place, language);
    for (const word of [...Object.values(words), "the-hash"]) expect(text).not.toContain(word);
  });

  test("as AWS CLI means to a shell what is sent", () => {
    // A stand-in for the two programs, which says what it was given, one text after a NUL.
    const said = "aws() { printf '%s\\0' \"$@\"; }; openssl() { printf %s '<SECRET_HASH>'; }\n";
    const text = commandText(requestFor(name), place, "aws-cli");
    const out = execFileSync("sh", ["-c", said + text], { env: { ...process.env, ...environment(name) } });
    const [service, operation, region, ...options] = out.toString().split("\0").slice(0, -1);
    expect([service, operation, region]).toEqual(["cognito-idp", kebab(requestFor(name).call), "--region=eu-west-1"]);
    const given = options.map((option) => /^--([a-z-]+)=(.*)$/s.exec(option)?.slice(1) as [string, string]);
    const members = Object.entries(expected(name) as Record<string, unknown>);
    expect(given.map(([option]) => option)).toEqual(members.map(([member]) => kebab(member)));
    members.forEach(([, value], index) => {
      const text = given[index]?.[1] ?? "";
      expect(typeof value === "object" ? JSON.parse(text) : text).toEqual(value);
    });
  });

  test.skipIf(!hasPython)("as boto3 means to Python what is sent", () => {
    const stub = [
      "import json, sys, types",
      "class Client:",
      "    def __getattr__(self, name): return lambda **given: json.dumps([name, given])",
      "boto3 = types.ModuleType('boto3')",
      "boto3.client = lambda service, **place: Client()",
      "sys.modules['boto3'] = boto3",
      "import hmac as real",
      "class Digest:",
      "    def digest(self): return b'hash'",
      "real.new = lambda *given: Digest()",
    ].join("\n");
    const script = `${stub}\n${commandText(requestFor(name), place, "boto3")}`;
    const out = execFileSync("python3", ["-c", script], { env: { ...process.env, ...environment(name) } });
    const [call, given] = JSON.parse(out.toString().replaceAll("aGFzaA==", "<SECRET_HASH>"));
    expect(call).toBe(kebab(requestFor(name).call).replaceAll("-", "_"));
    expect(given).toEqual(expected(name));
  });
});

describe("the hash that the text makes is the one that Cognito wants", () => {
  const made = createHmac("sha256", "the-secret").update("ada3example").digest("base64");
  const request = requestOf({ name: "forgot-password", username: "ada" }, where, "");
  const env = { ...process.env, CLIENT_SECRET: "the-secret" };

  test.skipIf(!answers("openssl", "version"))("in a shell", () => {
    const shell = `aws() { :; }\n${commandText(request, place, "aws-cli")}\nprintf %s "$SECRET_HASH"`;
    expect(execFileSync("sh", ["-c", shell], { env }).toString()).toBe(made);
  });

  test.skipIf(!hasPython)("in Python", () => {
    const script = commandText(request, place, "boto3").replace("import boto3", "").split('os.environ["AWS_MAX')[0];
    const out = execFileSync("python3", ["-c", `${script}\nprint(secret_hash)`], { env });
    expect(out.toString().trim()).toBe(made);
  });
});
