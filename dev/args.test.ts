import { expect, test } from "vitest";
import { parseDemoArgs, UsageError } from "./args.mjs";

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
