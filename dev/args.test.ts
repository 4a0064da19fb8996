import { expect, test } from "vitest";
import { parseBrowserArgs, parseDemoArgs, parseTestArgs, UsageError } from "./args.mjs";

const standard = { ports: { console: 3000, emulator: 9229, sso: 9230 }, users: 2000, quotas: true };

const accepted: [string[], Record<string, string>, object][] = [
  [[], {}, standard],
  [["--users", "10000"], {}, { ...standard, users: 10_000 }],
  [["--users=0"], {}, { ...standard, users: 0 }],
  [["--port", "4000"], {}, { ...standard, ports: { ...standard.ports, console: 4000 } }],
  [["--quotas", "off"], {}, { ...standard, quotas: false }],
  [[], { LIFEGUARD_EMULATOR_PORT: "9500" }, { ...standard, ports: { ...standard.ports, emulator: 9500 } }],
  [
    ["--emulator-port", "9600", "--sso-port", "9601"],
    { LIFEGUARD_EMULATOR_PORT: "9500", LIFEGUARD_SSO_PORT: "9501" },
    { ...standard, ports: { console: 3000, emulator: 9600, sso: 9601 } },
  ],
];
for (const [argv, env, options] of accepted)
  test(`npm run demo -- ${argv.join(" ")} ${JSON.stringify(env)} is understood`, () =>
    expect(parseDemoArgs(argv, env)).toEqual(options));

const refused: [string[], Record<string, string>, string][] = [
  [["--users", "many"], {}, '--users must be a whole number from 0 to 1000000, not "many".'],
  [["--users", "1000001"], {}, '--users must be a whole number from 0 to 1000000, not "1000001".'],
  [["--users", "1e3"], {}, '--users must be a whole number from 0 to 1000000, not "1e3".'],
  [["--port", "0"], {}, '--port must be a whole number from 1 to 65535, not "0".'],
  [["--port", "70000"], {}, '--port must be a whole number from 1 to 65535, not "70000".'],
  [["--quotas", "maybe"], {}, '--quotas must be on or off, not "maybe".'],
  [[], { LIFEGUARD_SSO_PORT: "x" }, 'LIFEGUARD_SSO_PORT must be a whole number from 1 to 65535, not "x".'],
  [["--port", "9229"], {}, "The console, the emulator and the sign-in service need a port each"],
  [["--prot", "4000"], {}, "Unknown option '--prot'. Known flags: --users N, --port N"],
  [["4000"], {}, "Known flags: --users N, --port N"],
  [["--users"], {}, "Known flags: --users N, --port N"],
];
for (const [argv, env, sentence] of refused)
  test(`npm run demo -- ${argv.join(" ")} ${JSON.stringify(env)} is refused with a sentence`, () => {
    expect(() => parseDemoArgs(argv, env)).toThrow(UsageError);
    expect(() => parseDemoArgs(argv, env)).toThrow(sentence);
  });

const parts = ["types", "pure", "unit", "e2e"];
const usual = ["types", "unit", "e2e"];
const testOrders: [string[], { parts: string[]; limitSeconds: number }][] = [
  [[], { parts: usual, limitSeconds: 3600 }],
  [["e2e", "types"], { parts: ["types", "e2e"], limitSeconds: 3600 }],
  [["pure", "--limit", "20"], { parts: ["pure"], limitSeconds: 20 }],
];
for (const [argv, asked] of testOrders)
  test(`npm test -- ${argv.join(" ")}`, () => expect(parseTestArgs(argv, parts, usual)).toEqual(asked));

test("a part of the tests that is not there is told, with those that are", () =>
  expect(() => parseTestArgs(["units"], parts, usual)).toThrow(
    'There is no part "units". Parts: types, pure, unit, e2e.',
  ));

const files = ["access.spec.ts", "stale.spec.ts"];
const browserOrders: [string[], { files: string[]; times: number; pairs: boolean }][] = [
  [[], { files, times: 1, pairs: false }],
  [["--times", "10"], { files, times: 10, pairs: false }],
  [["stale", "--pairs"], { files: ["stale.spec.ts"], times: 1, pairs: true }],
  [["e2e/access.spec.ts"], { files: ["access.spec.ts"], times: 1, pairs: false }],
];
for (const [argv, asked] of browserOrders)
  test(`npm run test:browser -- ${argv.join(" ")}`, () => expect(parseBrowserArgs(argv, files)).toEqual(asked));

for (const [argv, message] of [
  [["--times", "0"], '--times must be a whole number from 1 to 1000, not "0".'],
  [["--often"], "Unknown option '--often'. Known flags: --times N, --pairs."],
  [["stales"], 'There is no file of browser tests "stales". Files: access.spec.ts, stale.spec.ts.'],
] as const)
  test(`npm run test:browser -- ${argv.join(" ")} is a mistake of whoever typed it`, () =>
    expect(() => parseBrowserArgs([...argv], files)).toThrow(message));
