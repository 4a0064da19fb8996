import { randomInt } from "node:crypto";
import { AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { outcome, testEmulator } from "#emulator/fixture.ts";
import {
  brokenRule,
  generatePassword,
  longestPassword,
  type PasswordPolicy,
  policyRules,
} from "#lib/operations/password.ts";

const emulator = testEmulator();

const policyOf = (bits: number, minimumLength: number): PasswordPolicy => ({
  minimumLength,
  uppercase: (bits & 1) > 0,
  lowercase: (bits & 2) > 0,
  numbers: (bits & 4) > 0,
  symbols: (bits & 8) > 0,
});
const everyClass = Array.from({ length: 16 }, (_, bits) => bits);
const lengths = [6, 7, 8, 12, 14, 20, 40, 64, 98, 99];

async function makePool(policy: PasswordPolicy): Promise<(password: string) => Promise<string>> {
  const pool = await emulator.createPool({
    Policies: {
      PasswordPolicy: {
        MinimumLength: policy.minimumLength,
        RequireUppercase: policy.uppercase,
        RequireLowercase: policy.lowercase,
        RequireNumbers: policy.numbers,
        RequireSymbols: policy.symbols,
      },
    },
  });
  emulator.service.call("AdminCreateUser", { UserPoolId: pool, Username: "ada", MessageAction: "SUPPRESS" });
  return (Password) =>
    outcome(
      emulator.send(new AdminSetUserPasswordCommand({ UserPoolId: pool, Username: "ada", Password, Permanent: true })),
    );
}

describe("a generated password", () => {
  test("is taken by every policy there can be", async () => {
    let set = 0;
    for (const bits of everyClass)
      for (const length of lengths) {
        const policy = policyOf(bits, length);
        const take = await makePool(policy);
        // Shorter and longer than the policy asks, and the two lengths that the console asks for.
        for (const wanted of [1, 14, 40, 99, 256, 1_000].filter((_, index) => index !== bits % 6)) {
          const password = generatePassword(policy, wanted, randomInt);
          expect(brokenRule(password, policy), password).toBeNull();
          expect(password.length).toBe(Math.min(longestPassword, Math.max(wanted, length, 8)));
          if (set++ % 2 === 0) expect(await take(password), password).toBe("ok");
        }
      }
    expect(set).toBe(800);
  });

  test("is taken by ten thousand random policies", async () => {
    const pool = await emulator.createPool();
    const { service } = emulator;
    const who = { UserPoolId: pool, Username: "ada" };
    service.call("AdminCreateUser", { ...who, MessageAction: "SUPPRESS" });
    // One pool whose policy changes: ten thousand pools would test how pools are made.
    const asked = service.pools.get(pool)?.passwordPolicy;
    if (!asked) throw new Error("The pool is there.");
    for (let i = 0; i < 10_000; i++) {
      const policy = policyOf(randomInt(16), 6 + randomInt(94));
      Object.assign(asked, {
        MinimumLength: policy.minimumLength,
        RequireUppercase: policy.uppercase,
        RequireLowercase: policy.lowercase,
        RequireNumbers: policy.numbers,
        RequireSymbols: policy.symbols,
      });
      const Password = generatePassword(policy, 1 + randomInt(120), randomInt);
      expect(brokenRule(Password, policy), Password).toBeNull();
      service.call("AdminSetUserPassword", { ...who, Password, Permanent: true });
      // Lets connections that stand idle be closed in time, or the next request meets one that the other end has left.
      if (i % 100 === 0) await new Promise(setImmediate);
    }
    asked.MinimumLength = 99;
    expect(() => service.call("AdminSetUserPassword", { ...who, Password: "Too-short-1" })).toThrow(/not long enough/);
  });

  test("has all four classes whatever the policy asks, and nothing that is misread", () => {
    for (let i = 0; i < 1_000; i++) {
      const password = generatePassword(policyOf(0, 6), 14, randomInt);
      for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
      expect(password).not.toMatch(/[IOl01\s"'`\\<>&]/);
    }
  });

  test("is never the same twice, and puts no class at a place of its own", () => {
    const made = Array.from({ length: 1_000 }, () => generatePassword(policyOf(15, 8), 14, randomInt));
    expect(new Set(made).size).toBe(1_000);
    for (const at of [0, 1, 2, 3, 13])
      for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/])
        expect(made.filter((password) => kind.test(password.charAt(at))).length).toBeGreaterThan(50);
  });

  test("comes from the numbers it is given alone", () => {
    const counting = () => {
      let n = 0;
      return (limit: number) => n++ % limit;
    };
    const policy = policyOf(15, 8);
    expect(generatePassword(policy, 20, counting())).toBe(generatePassword(policy, 20, counting()));
  });
});

describe("a typed password", () => {
  const policies: Record<string, PasswordPolicy> = {
    strict: policyOf(15, 8),
    loose: policyOf(0, 6),
    long: policyOf(15, 99),
    symbols: policyOf(8, 6),
  };
  const takers = new Map<string, (password: string) => Promise<string>>();
  beforeAll(async () => {
    for (const [name, policy] of Object.entries(policies)) takers.set(name, await makePool(policy));
  });

  // What breaks first, in our words and in the service's; null is taken.
  const table: [policy: string, password: string, ours: RegExp | null, theirs?: RegExp][] = [
    ["strict", "Aa1!aaaa", null],
    ["strict", "Aa1!aaa", /at least 8/, /not long enough/],
    ["strict", "", /empty/, /InvalidParameter/],
    ["strict", " Aa1!aaaa", /begin or end/, /InvalidParameter/],
    ["strict", "Aa1!aaaa ", /begin or end/, /InvalidParameter/],
    ["strict", "\tAa1!aaaa", /begin or end/, /InvalidParameter/],
    ["strict", "        ", /begin or end/, /InvalidParameter/],
    ["strict", "aa1!aaaa", /upper-case/, /uppercase/],
    ["strict", "AA1!AAAA", /lower-case/, /lowercase/],
    ["strict", "Aaa!aaaa", /number/, /numeric/],
    ["strict", "Aa1aaaaa", /symbol/, /symbol/],
    ["strict", "Aa1 aaaa", null],
    ["strict", "Aa1\taaaa", /symbol/, /symbol/],
    ["strict", "Aa1!\taaaa", null],
    ["strict", "ÄÖ1!aaaa", /upper-case/, /uppercase/],
    ["strict", "ЖЖ1!жжжж", /upper-case/, /uppercase/],
    ["strict", "Aa1!жжжж", null],
    ["strict", "AA1!éééé", /lower-case/, /lowercase/],
    ["strict", "Aa!٣٣٣٣٣", /number/, /numeric/],
    ["strict", "Aa1€€€€€", /symbol/, /symbol/],
    ["strict", "Aa1§aaaa", /symbol/, /symbol/],
    ["strict", "a", /at least 8/, /./],
    ["strict", "aaaa", /at least 8/, /not long enough/],
    ["loose", "aaaaaa", null],
    ["loose", "aaaaa", /at least 6/, /not long enough/],
    ["loose", "❤❤❤❤❤❤", null],
    ["loose", "a a a a", null],
    ["loose", "aaa\naaa", /line break/, /InvalidParameter/],
    ["loose", `${"a".repeat(256)}`, null],
    ["loose", `${"a".repeat(257)}`, /at most 256/, /InvalidParameter/],
    ["long", `Aa1!${"a".repeat(94)}`, /at least 99/, /not long enough/],
    ["long", `Aa1!${"a".repeat(95)}`, null],
    ...[..."^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-"].map((symbol): [string, string, null] => [
      "symbols",
      `aaaaaa${symbol}`,
      null,
    ]),
    ["symbols", "aaa aaa", null],
    ["symbols", "aaaaaa", /symbol/, /symbol/],
    ["symbols", "aaa\u00a0aaa", /symbol/, /symbol/],
  ];
  test.each(table)("under the %s policy %j: ours %s, Cognito's %s", async (name, password, ours, theirs) => {
    const broken = brokenRule(password, policies[name] as PasswordPolicy);
    const said = await takers.get(name)?.(password);
    if (ours === null) expect([broken, said]).toEqual([null, "ok"]);
    else {
      expect(broken).toMatch(ours);
      expect(said).toMatch(theirs as RegExp);
    }
  });

  test("has its rules in words, in the order in which they are checked", () => {
    expect(policyRules(policyOf(15, 12))).toEqual([
      "at least 12 characters",
      "an upper-case letter",
      "a lower-case letter",
      "a number",
      "a symbol",
    ]);
    expect(policyRules(policyOf(0, 6))).toEqual(["at least 6 characters"]);
  });
});
