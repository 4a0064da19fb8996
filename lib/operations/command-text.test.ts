import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser, type UserStatus } from "#emulator/users/user.ts";
import type { CognitoCall } from "#lib/calls/call.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { places } from "#lib/cognito/place.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { attempt } from "#lib/errors.ts";
import { type CommandLanguage, commandText, mostCommands } from "#lib/operations/command-text.ts";
import { plainPool, plainUser } from "#lib/operations/fixture.ts";
import type { Pool } from "#lib/pools/pool.ts";

interface Case {
  username: string;
  call: CognitoCall;
}
const planned = (cases: readonly Case[]) =>
  cases.map(({ username, call }) => ({
    user: { ...plainUser, username },
    steps: [{ operation: "enable" as const, call }],
  }));

const enable: CognitoCall = { name: "AdminEnableUser" };
const setPassword: CognitoCall = { name: "AdminSetUserPassword", permanent: true, password: "typed" };

/** Everything that a shell, the AWS CLI or Python could take for something else. Cognito's usernames hold no space (cognito.md 1.1). */
const hostileNames = [
  "ada@example.com",
  "o'neil",
  "'",
  "''",
  '"quoted"',
  "-x",
  "--help",
  "--",
  "$HOME",
  "$(id)",
  "`id`",
  "back\\slash",
  "\\",
  "\\n",
  "!!",
  "*",
  "?",
  "~",
  "~root",
  "#1",
  "a;b&c|d<e>f",
  "{a,b}",
  "(a)",
  "[a]",
  '{"a":1}',
  "a=b,c=d",
  "@file",
  "100%s",
  "zoë",
  "李雷",
  "🙂",
  "file:///etc/hostname",
  "fileb:///etc/hostname",
  "http://127.0.0.1:1/o'neil",
  "https://127.0.0.1:1/",
];

const hostileAttributes = {
  name: `O'Neil, "Ada" = $HOME \`id\` \\ !! %s {a} [b]`,
  given_name: "-x",
  family_name: "file:///etc/hostname",
  nickname: "http://127.0.0.1:1/",
  website: "line 1\nline 2\r\n\tend ",
  profile: "zoë 李雷 🙂 \u202eright to left\u0085\u2028\u{e0041}\u007f",
  locale: "true",
  address: '[{"Name":"email_verified","Value":"true"}]',
};

const hostilePassword = `Pa$HOME 'w"o\`id\`rd\\1!! -x`;

/** Every call that is to be had from today's clients, each for a username that is hard on them. */
const everyCall: [username: string, call: CognitoCall, status?: UserStatus][] = [
  ["-x", setPassword],
  ["--help", { name: "AdminSetUserPassword", permanent: false, password: "shown" }],
  ["~", { name: "AdminConfirmSignUp" }, "UNCONFIRMED"],
  ["a=b,c=d", { name: "AdminResetUserPassword" }],
  ["[a]", { name: "AdminCreateUser", action: "RESEND", medium: "EMAIL" }, "FORCE_CHANGE_PASSWORD"],
  ["o'neil", { name: "AdminUpdateUserAttributes", attributes: hostileAttributes }],
  ["@file", { name: "AdminDeleteUserAttributes", names: ["name", "phone_number"] }],
  ["--", enable],
  ["file:///etc/hostname", { name: "AdminDisableUser" }],
  [`$HOME"\`id\`!*#;ë🙂`, { name: "AdminUserGlobalSignOut" }],
  ["http://127.0.0.1:1/o'neil", { name: "AdminAddUserToGroup", group: "file:///etc/hostname" }],
  ['{"a":1}', { name: "AdminRemoveUserFromGroup", group: "-x" }],
  ["(a)", { name: "AdminSetUserMFAPreference", off: ["sms", "authenticator", "email"] }],
  ["''", { name: "AdminDeleteUser" }],
];

const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  output: string;
}

/** Asynchronous, because what runs asks a server of this process; without an input, or bash could take itself for a remote shell. */
const run = (file: string, args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", reject).on("close", (code) => resolve({ code: code ?? -1, output }));
  });

const answers = (file: string, args: string[]): string | null => {
  const { status, stdout } = spawnSync(file, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
};

/** As many as the text has passwords, the same in each, and one for a text about one user. */
const passwords = (count: number): Record<string, string> =>
  Object.fromEntries([
    ["PASSWORD", hostilePassword],
    ...Array.from({ length: count }, (_, index) => [`PASSWORD_${index + 1}`, hostilePassword]),
  ]);

const shells = ["sh", "bash", "dash", "zsh", "ksh"].filter((shell) => answers(shell, ["-c", "echo yes"]) === "yes");

describe.each(shells)("the text for the AWS CLI, as %s reads it", (shell) => {
  const record = path.join(folder, `argv-${shell}`);
  const bin = mkdtempSync(path.join(folder, "bin-"));
  beforeAll(() => {
    // Stands in for the AWS CLI: writes down what it was given, each followed by a NUL and all by another.
    const shim = `#!/bin/sh\nprintf '%s\\0' "$@" >>"$RECORD"\nprintf '\\0' >>"$RECORD"\nexit "\${EXIT:-0}"\n`;
    writeFileSync(path.join(bin, "aws"), shim);
    chmodSync(path.join(bin, "aws"), 0o755);
  });

  async function argvOf(text: string, more: Record<string, string> = {}): Promise<string[][]> {
    rmSync(record, { force: true });
    const env = { PATH: `${bin}:${process.env.PATH}`, RECORD: record, ...passwords(mostCommands), ...more };
    await run(shell, ["-c", text], env);
    const written = readFileSync(record, "utf8").split("\0\0");
    return written.slice(0, -1).map((argv) => argv.split("\0"));
  }
  const pool = { ...plainPool, endpoint: null };
  const beginning = (command: string) => ["cognito-idp", command, "--region=us-east-1"];
  const who = ["--user-pool-id=us-east-1_Any", "--username=ada"];

  test("gives every username whole", async () => {
    const argv = await argvOf(
      commandText(planned(hostileNames.map((username) => ({ username, call: enable }))), pool, "aws-cli"),
    );
    expect(argv).toEqual(
      hostileNames.map((username) =>
        /^(--$|file|http)/.test(username)
          ? [
              ...beginning("admin-enable-user"),
              "--cli-input-json",
              JSON.stringify({ Username: username }),
              "--user-pool-id=us-east-1_Any",
            ]
          : [...beginning("admin-enable-user"), "--user-pool-id=us-east-1_Any", `--username=${username}`],
      ),
    );
  });

  const json = (value: string) => value.replace("\u007f", "\\u007f").replace("\u202e", "\\u202e");
  const table: [CognitoCall, command: string, options: string[]][] = [
    [setPassword, "admin-set-user-password", [`--password=${hostilePassword}`, "--permanent"]],
    [
      { name: "AdminSetUserPassword", permanent: false, password: "shown" },
      "admin-set-user-password",
      [`--password=${hostilePassword}`, "--no-permanent"],
    ],
    [
      { name: "AdminCreateUser", action: "RESEND", medium: "SMS" },
      "admin-create-user",
      ["--message-action=RESEND", '--desired-delivery-mediums=["SMS"]'],
    ],
    [
      { name: "AdminUpdateUserAttributes", attributes: { name: "O'Neil, a=b\n", nickname: "\u202e\u007f" } },
      "admin-update-user-attributes",
      [json(`--user-attributes=[{"Name":"name","Value":"O'Neil, a=b\\n"},{"Name":"nickname","Value":"\u202e\u007f"}]`)],
    ],
    [
      { name: "AdminDeleteUserAttributes", names: ["custom:it's", "name"] },
      "admin-delete-user-attributes",
      [`--user-attribute-names=["custom:it's","name"]`],
    ],
    [{ name: "AdminAddUserToGroup", group: "sup'port" }, "admin-add-user-to-group", ["--group-name=sup'port"]],
    [{ name: "AdminUserGlobalSignOut" }, "admin-user-global-sign-out", []],
    [{ name: "AdminDeleteSoftwareToken" }, "admin-delete-software-token", []],
  ];
  test.each(table)("gives %j as %s", async (call, command, options) => {
    const text = commandText(planned([{ username: "ada", call }]), pool, "aws-cli");
    expect(await argvOf(text)).toEqual([[...beginning(command), ...who, ...options]]);
  });

  test("names the pool's own address, and gives each user of several a password of its own", async () => {
    const cases = ["ada", "ben"].map((username) => ({ username, call: setPassword }));
    const text = commandText(planned(cases), { ...pool, endpoint: "http://127.0.0.1:9229" }, "aws-cli");
    const argv = await argvOf(text, { PASSWORD_1: "first", PASSWORD_2: "second" });
    expect(argv.map((one) => one.filter((option) => /^--(endpoint|username|password)/.test(option)))).toEqual([
      ["--endpoint-url=http://127.0.0.1:9229", "--username=ada", "--password=first"],
      ["--endpoint-url=http://127.0.0.1:9229", "--username=ben", "--password=second"],
    ]);
  });

  test("stops a user's steps at the first that fails, and goes on with the next user", async () => {
    const calls: CognitoCall[] = [enable, { name: "AdminResetUserPassword" }];
    const two = ["ada", "ben"].map((username) => ({
      user: { ...plainUser, username },
      steps: calls.map((call) => ({ operation: "reset-password" as const, call })),
    }));
    const text = commandText(two, pool, "aws-cli");
    expect((await argvOf(text)).map(([, command]) => command)).toEqual([
      "admin-enable-user",
      "admin-reset-user-password",
      "admin-enable-user",
      "admin-reset-user-password",
    ]);
    expect((await argvOf(text, { EXIT: "1" })).map(([, command]) => command)).toEqual([
      "admin-enable-user",
      "admin-enable-user",
    ]);
  });
});

describe("the text of a long plan", () => {
  const many = (count: number) =>
    planned(Array.from({ length: count }, (_, index) => ({ username: `user-${index}`, call: setPassword })));
  const lines = (count: number, language: CommandLanguage) =>
    commandText(many(count), plainPool, language).trimEnd().split("\n");

  test("writes fifty users out and says how many more there are", () => {
    for (const [language, command] of [
      ["aws-cli", "AWS_MAX_ATTEMPTS=1 aws cognito-idp"],
      ["boto3", "cognito."],
    ] as const) {
      for (const count of [1, 50, 51, 500])
        expect(lines(count, language).filter((line) => line.startsWith(command))).toHaveLength(Math.min(count, 50));
      expect(lines(50, language).at(-1)).toContain("user-49");
    }
    expect(lines(51, "aws-cli").at(-1)).toBe("echo 'And 1 more user, left out of this text.'");
    expect(lines(500, "aws-cli").at(-1)).toBe("echo 'And 450 more users, left out of this text.'");
    expect(lines(500, "boto3").at(-1)).toBe('print("And 450 more users, left out of this text.")');
  });
});

interface Received {
  call: string;
  body: unknown;
  accepted: boolean;
}

/** Between a client and the emulator; `received` is the journal. */
class Recorder {
  received: Received[] = [];
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  constructor(private readonly upstream: string) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const target = String(request.headers["x-amz-target"]);
    const headers = { "content-type": "application/x-amz-json-1.1" };
    const authorization = String(request.headers.authorization);
    const answered = await fetch(this.upstream, {
      method: "POST",
      headers: { ...headers, "x-amz-target": target, authorization },
      body: text,
    });
    this.received.push({ call: target.split(".")[1] ?? "", body: JSON.parse(text), accepted: answered.ok });
    response.writeHead(answered.status, headers);
    response.end(await answered.text());
  }
}

/** Each AWS CLI on the PATH, versions 1 and 2 where both are there. */
const clis = new Map<string, string>();
for (const file of answers("which", ["-a", "aws"])?.split("\n") ?? []) {
  const version = /aws-cli\/\S+/.exec(answers(file, ["--version"]) ?? "")?.[0];
  if (version && !clis.has(version)) clis.set(version, file);
}
const pythonHasBoto3 = answers("python3", ["-c", "import boto3"]) !== null;

describe("against the emulator", () => {
  const emulator = testEmulator();
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  let recorder: Recorder;
  let sdk: CognitoIdentityProviderClient;
  let pool: Pool;
  let consoles: Received[] = [];

  const cases = everyCall.map(([username, call, status = "CONFIRMED"]) => ({ username, call, status }));

  beforeAll(async () => {
    recorder = new Recorder(emulator.url);
    const endpoint = await recorder.start();
    sdk = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    holdUnpaced(endpoint, sdk);
    pool = { ...plainPool, id: await emulator.createPool(), endpoint };
    for (const GroupName of ["file:///etc/hostname", "-x"])
      emulator.service.call("CreateGroup", { UserPoolId: pool.id, GroupName });
    consoles = await requestsOf(async () => {
      for (const { username, call } of cases) {
        const password = call.name === "AdminSetUserPassword" ? hostilePassword : null;
        await attempt(() => poolClient(pool).send(call, username, password, "interactive"));
      }
    });
  });
  afterAll(async () => {
    places.forget();
    sdk.destroy();
    await recorder.stop();
  });

  /** What is sent while `work` goes on, from users that are as they were. */
  async function requestsOf(work: () => Promise<void>): Promise<Received[]> {
    const { service } = emulator;
    const users = service.pools.get(pool.id)?.users;
    for (const { username, status } of cases) {
      const old = users?.findByUsername(username);
      if (old) users?.remove(old);
      const createdAt = service.clock.now();
      const attributes = ["email", "ada@example.com", "email_verified", "true", "phone_number", "+12125550100"];
      users?.add(new EmulatedUser({ username, sub: service.random.uuid(), status, createdAt, attributes }));
    }
    recorder.received = [];
    await work();
    return recorder.received;
  }

  const environment = {
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
    ...passwords(cases.length),
  };

  test("the console's own requests are taken", () => {
    expect(consoles).toHaveLength(cases.length);
    expect(consoles.filter(({ accepted }) => !accepted)).toEqual([]);
  });

  test.skipIf(clis.size === 0).each([...clis])(
    "%s sends from the text what the console sends",
    { timeout: 300_000 },
    async (_version, file) => {
      const text = commandText(planned(cases), pool, "aws-cli");
      const PATH = `${path.dirname(file)}:${process.env.PATH}`;
      let ended: Ended | undefined;
      const sent = await requestsOf(async () => {
        ended = await run("sh", ["-c", text], { ...environment, PATH });
      });
      expect(sent, ended?.output).toEqual(consoles);
    },
  );

  test.skipIf(!pythonHasBoto3)("boto3 sends from the text what the console sends", { timeout: 300_000 }, async () => {
    const script = path.join(folder, "script.py");
    writeFileSync(script, commandText(planned(cases), pool, "boto3"));
    let ended: Ended | undefined;
    const sent = await requestsOf(async () => {
      ended = await run("python3", [script], environment);
    });
    expect(ended).toEqual({ code: 0, output: "" });
    expect(sent).toEqual(consoles);
  });
});

describe("the text for boto3, as Python reads it", () => {
  const modules = mkdtempSync(path.join(folder, "modules-"));
  const hasPython = answers("python3", ["-c", "print('yes')"]) === "yes";

  test.skipIf(!hasPython)("gives every call and username whole", async () => {
    // Stands in for boto3: prints what it was given.
    writeFileSync(
      path.join(modules, "boto3.py"),
      [
        "import json",
        "class client:",
        "    def __init__(self, service, **place):",
        "        self.place = [service, place]",
        "    def __getattr__(self, name):",
        "        return lambda **given: print(json.dumps([self.place, name, given]))",
      ].join("\n"),
    );
    const script = path.join(modules, "script.py");
    const cases = [
      ...hostileNames.map((username) => ({ username, call: enable })),
      { username: "ada", call: setPassword },
      { username: "ada", call: { name: "AdminUpdateUserAttributes" as const, attributes: hostileAttributes } },
      { username: "ada", call: { name: "AdminDeleteSoftwareToken" as const } },
    ];
    const pool = { ...plainPool, endpoint: "http://127.0.0.1:9229" };
    writeFileSync(script, commandText(planned(cases), pool, "boto3"));
    const { output } = await run("python3", [script], { PYTHONPATH: modules, ...passwords(cases.length) });
    const place = ["cognito-idp", { region_name: "us-east-1", endpoint_url: "http://127.0.0.1:9229" }];
    const UserPoolId = "us-east-1_Any";
    expect(
      output
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      ...hostileNames.map((Username) => [place, "admin_enable_user", { UserPoolId, Username }]),
      [place, "admin_set_user_password", { UserPoolId, Username: "ada", Password: hostilePassword, Permanent: true }],
      [
        place,
        "admin_update_user_attributes",
        {
          UserPoolId,
          Username: "ada",
          UserAttributes: Object.entries(hostileAttributes).map(([Name, Value]) => ({ Name, Value })),
        },
      ],
      [place, "admin_delete_software_token", { UserPoolId, Username: "ada" }],
    ]);
  });
});
