import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/authority/authority.ts";
import { type Config, config, grantsOf, parseConfig, poolEntry } from "#lib/config.ts";
import { type Env, environment } from "#lib/env.ts";
import { forgetProcessWide } from "#lib/process-wide.ts";
import { atLeast, roleOn } from "#lib/roles.ts";

const good = `pools:
  customers:
    name: Customers
    id: eu-west-1_AbCdEf123
    region: eu-west-1
  staging:
    name: Staging
    id: eu-west-1_AbCdEf456
    region: eu-west-1
    test: true
    typedPasswords: true
    endpoint: http://127.0.0.1:9229
grants:
  - { group: viewers, role: viewer, pools: "*" }
  - { group: agents, role: agent, pools: [customers] }
`;

const complaint = (text: string): string => {
  try {
    parseConfig(text, "lifeguard.yaml");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The file was taken.");
};

describe("the file", () => {
  test("is taken, with pools of AWS that take no typed passwords unless it says otherwise", () => {
    expect(parseConfig(good, "lifeguard.yaml")).toEqual({
      pools: [
        {
          key: "customers",
          name: "Customers",
          id: "eu-west-1_AbCdEf123",
          region: "eu-west-1",
          endpoint: null,
          typedPasswords: false,
          agentsCorrectContacts: false,
          reasons: [],
          test: false,
          lookBeforeConfirm: true,
          dailyMail: 25,
        },
        {
          key: "staging",
          name: "Staging",
          id: "eu-west-1_AbCdEf456",
          region: "eu-west-1",
          endpoint: "http://127.0.0.1:9229",
          typedPasswords: true,
          agentsCorrectContacts: false,
          reasons: [],
          test: true,
          lookBeforeConfirm: true,
          dailyMail: 25,
        },
      ],
      grants: [
        { group: "viewers", role: "viewer", pools: "*" },
        { group: "agents", role: "agent", pools: ["customers"] },
      ],
      limits: defaultLimits,
    });
  });

  test("may say of which country a pool's phone numbers are, Norway too", () => {
    const withCountry = parseConfig(good.replace("test: true", "test: true\n    country: NO"), "lifeguard.yaml");
    expect(withCountry.pools.map(({ country }) => country)).toEqual([undefined, "NO"]);
  });

  test("that is shipped as the example is taken", () => {
    const example = parseConfig(readFileSync("lifeguard.example.yaml", "utf8"), "lifeguard.example.yaml");
    expect(example.pools.map(({ key }) => key)).toEqual(["customers", "staging"]);
    expect(new Set(example.grants.map(({ role }) => role))).toEqual(new Set(["viewer", "agent", "admin"]));
  });

  // What to write in place of what, where the mistake is found, and a word of what is said of it.
  const mistakes: [what: string, from: string, to: string, place: string, says: RegExp][] = [
    ["a pool id of another shape", "eu-west-1_AbCdEf123", "AbCdEf123", "pools.customers.id (line 4)", /user pool id/],
    ["a pool id too long", "AbCdEf123", "x".repeat(55), "pools.customers.id (line 4)", /55/],
    ["a Region that is none", "region: eu-west-1", "region: Europe", "pools.customers.region (line 5)", /Region/],
    ["a pool without a name", "    name: Customers\n", "", "pools.customers.name", /: is missing$/],
    ["an empty name", "name: Customers", 'name: ""', "pools.customers.name (line 3)", />=1/],
    [
      "a key that no URL can hold",
      "  customers:",
      "  Our Customers:",
      "pools.Our Customers (line 3)",
      /: is used in URLs/,
    ],
    [
      "an unknown setting",
      "test: true",
      "tests: true",
      "pools.staging.tests (line 10)",
      /not a setting this console knows/,
    ],
    ["an unknown section", "grants:", "grant: []\ngrants:", "grant (line 13)", /not a setting this console knows/],
    [
      "a country that is none",
      "test: true",
      "country: UK",
      "pools.staging.country (line 10)",
      /GB \(two capital letters/,
    ],
    ["a country in small letters", "test: true", "country: gb", "pools.staging.country (line 10)", /such as GB/],
    ["a yes that is text", "test: true", 'test: "yes"', "pools.staging.test (line 10)", /boolean/],
    ["an endpoint that is no address", "http://127.0.0.1:9229", "here", "pools.staging.endpoint (line 12)", /URL/],
    ["an unknown role", "role: agent", "role: owner", "grants.1.role (line 15)", /viewer.*agent.*admin/],
    ["a grant without a role", "role: agent, ", "", "grants.1.role", /: is missing$/],
    ["a grant on a pool that is not there", "[customers]", "[customer]", "grants.1.pools.0 (line 15)", /"customer"/],
    ["a grant on a name every object has", "[customers]", "[constructor]", "grants.1.pools.0 (line 15)", /constructor/],
    ["a grant on no pool", "[customers]", "[]", "grants.1.pools (line 15)", /./],
    ["a grant of no group", "group: agents", 'group: ""', "grants.1.group (line 15)", />=1/],
  ];
  test.each(mistakes)("with %s is refused, and names the place", (_what, from, to, place, says) => {
    expect(good).toContain(from);
    const [first, second, ...more] = complaint(good.replace(from, to)).split("\n");
    expect(first).toBe("lifeguard.yaml has a mistake:");
    expect(more).toEqual([]);
    expect(second?.startsWith(`  ${place}`), second).toBe(true);
    expect(second?.slice(place.length)).toMatch(says);
  });

  test("with several mistakes names each", () => {
    const text = good.replace("Customers", '""').replace("role: agent", "role: owner").replace("true", "maybe");
    const lines = complaint(text).split("\n");
    expect(lines[0]).toBe("lifeguard.yaml has 3 mistakes:");
    expect(lines.slice(1).map((line) => line.trim().split(" ")[0])).toEqual([
      "pools.customers.name",
      "pools.staging.test",
      "grants.1.role",
    ]);
  });

  test("with several unknown settings of one pool names each", () => {
    const said = complaint(good.replace("    test: true\n", "    tests: true\n    tested: true\n"));
    expect(said).toContain("pools.staging.tests (line 10): ");
    expect(said).toContain("pools.staging.tested (line 11): ");
  });

  test.each([
    ["nothing", ""],
    ["a comment", "# later\n"],
    ["a list", "- customers\n"],
    ["a word", "customers\n"],
    ["no pool", "pools: {}\ngrants: []\n"],
    ["pools that are a list", "pools: [customers]\ngrants: []\n"],
    ["no grants", good.split("grants:")[0] ?? ""],
  ])("with %s in it is refused in plain words", (_what, text) => {
    const said = complaint(text);
    expect(said).toMatch(/^lifeguard\.yaml has (a mistake|\d mistakes):\n {2}\S/);
    expect(said).not.toContain("undefined:");
  });

  test.each([
    ["an indentation that does not fit", good.replace("    id:", "   id:"), 4],
    ["a key twice", good.replace("  staging:", "  customers:"), 6],
    ["a bracket left open", good.replace("[customers]", "[customers"), 15],
  ])("that is not YAML for %s is refused with the line", (_what, text, line) => {
    const said = complaint(text);
    expect(said).toContain("lifeguard.yaml is not valid YAML: ");
    expect(said).toContain(`line ${line}`);
  });

  test("that refers to what it does not hold is refused by its name", () => {
    expect(complaint(good.replace("eu-west-1_AbCdEf456", "*shared"))).toMatch(
      /^lifeguard\.yaml is not valid YAML: .*shared/,
    );
  });
});

describe("the limits", () => {
  const limitsOf = (text: string) => parseConfig(`${good}${text}`, "lifeguard.yaml").limits;

  const taken: [text: string, agent: number, admin: number][] = [
    ["", 50, 500],
    ["limits: {}\n", 50, 500],
    ["limits: { usersPerRun: {} }\n", 50, 500],
    ["limits: { usersPerRun: { agent: 1 } }\n", 1, 500],
    ["limits: { usersPerRun: { admin: 10000 } }\n", 50, 10_000],
    ["limits:\n  usersPerRun:\n    agent: 75\n    admin: 1000\n", 75, 1_000],
  ];
  test.each(taken)("of %j are %i users a run for agents and %i for administrators", (text, agent, admin) => {
    expect(limitsOf(text)).toEqual({
      viewer: { usersPerRun: 0 },
      agent: { usersPerRun: agent },
      admin: { usersPerRun: admin },
    });
  });

  test("of the example are those without any", () => {
    const text = readFileSync("lifeguard.example.yaml", "utf8");
    expect(text).toContain("usersPerRun: { agent: 50, admin: 500 }");
    expect(parseConfig(text, "lifeguard.example.yaml").limits).toEqual(defaultLimits);
  });

  const range = "is not a whole number from 1 to 10000";
  const mistakes: [text: string, says: string][] = [
    ["limits: { usersPerRun: { agent: 0 } }", `limits.usersPerRun.agent (line 16): ${range}`],
    ["limits: { usersPerRun: { admin: 10001 } }", `limits.usersPerRun.admin (line 16): ${range}`],
    ["limits: { usersPerRun: { admin: 2.5 } }", `limits.usersPerRun.admin (line 16): ${range}`],
    ["limits: { usersPerRun: { admin: -1 } }", `limits.usersPerRun.admin (line 16): ${range}`],
    ['limits: { usersPerRun: { admin: "500" } }', `limits.usersPerRun.admin (line 16): ${range}`],
    ["limits: { usersPerRun: { admin: .inf } }", `limits.usersPerRun.admin (line 16): ${range}`],
    ["limits: { usersPerRun: { admin: } }", `limits.usersPerRun.admin (line 16): ${range}`],
    [
      "limits: { usersPerRun: { viewer: 5 } }",
      "limits.usersPerRun.viewer (line 16): is not a setting this console knows",
    ],
    ["limits: { users: { agent: 5 } }", "limits.users (line 16): is not a setting this console knows"],
    ["limits:", "limits (line 16): Invalid input: expected object, received null"],
    ["limits: 50", "limits (line 16): Invalid input: expected object, received number"],
    ["limits: { usersPerRun: 50 }", "limits.usersPerRun (line 16): Invalid input: expected object, received number"],
  ];
  test.each(mistakes)("%s stops the start, and names the place", (text, says) => {
    expect(complaint(`${good}${text}\n`)).toBe(`lifeguard.yaml has a mistake:\n  ${says}`);
  });
});

describe("what groups give", () => {
  const given: Config = {
    ...parseConfig(good, "lifeguard.yaml"),
    grants: [
      { group: "everyone", role: "viewer", pools: "*" },
      { group: "support", role: "agent", pools: ["customers"] },
      { group: "leads", role: "admin", pools: ["staging"] },
      { group: "leads", role: "viewer", pools: ["customers"] },
    ],
  };
  const facts: [groups: string[], customers: string | null, staging: string | null][] = [
    [[], null, null],
    [["nobody"], null, null],
    [["everyone"], "viewer", "viewer"],
    [["support"], "agent", null],
    [["support", "everyone"], "agent", "viewer"],
    [["everyone", "support"], "agent", "viewer"],
    [["leads"], "viewer", "admin"],
    [["leads", "support", "everyone"], "agent", "admin"],
    [["Support"], null, null],
  ];
  test.each(facts)("%j: %s on customers, %s on staging", (groups, customers, staging) => {
    const grants = grantsOf(groups, given);
    expect([roleOn(grants, "customers"), roleOn(grants, "staging")]).toEqual([customers, staging]);
    expect(roleOn(grants, "elsewhere")).toBeNull();
  });

  test("a role stands above those below it, and none is below all", () => {
    const order = [null, "viewer", "agent", "admin"] as const;
    order.forEach((role, rank) => {
      order.slice(1).forEach((wanted, wantedRank) => {
        expect(atLeast(role, wanted as "viewer"), `${role} for ${wanted}`).toBe(rank > wantedRank);
      });
    });
  });
});

describe("the configuration of the process", () => {
  afterEach(forgetProcessWide);

  test("is read from the file that the environment names", () => {
    environment.set({ LIFEGUARD_CONFIG: path.resolve("lifeguard.example.yaml") } as Env);
    expect(config().pools).toHaveLength(2);
    expect(poolEntry("staging")?.name).toBe("Staging");
    expect(poolEntry("elsewhere")).toBeNull();
  });

  test("that is not there is told with what to do", () => {
    environment.set({ LIFEGUARD_CONFIG: "no-such-folder/lifeguard.yaml" } as Env);
    expect(() => config()).toThrow(
      "The configuration no-such-folder/lifeguard.yaml cannot be read. Copy lifeguard.example.yaml and name your pools in it.",
    );
  });
});

const fileWith = (reasons: string): string => `pools:
  customers:
    name: Customers
    id: eu-west-1_EXAMPLE1
    region: eu-west-1
    reasons:
      ${reasons}
grants: []
`;
const rulesOf = (reasons: string) => parseConfig(fileWith(reasons), "lifeguard.yaml").pools[0]?.reasons;

describe("the reasons a pool asks for", () => {
  test("are read as they are written", () => {
    expect(
      rulesOf('- { operations: [set-permanent-password, delete], reason: required, ticket: "^SUP-[0-9]+$" }'),
    ).toEqual([
      {
        operations: ["set-permanent-password", "delete"],
        classes: [],
        reason: "required",
        ticket: "^SUP-[0-9]+$",
        example: null,
      },
    ]);
    expect(rulesOf('- { classes: [danger], ticket: "SUP-[0-9]+", example: SUP-7 }')).toEqual([
      { operations: [], classes: ["danger"], reason: "optional", ticket: "SUP-[0-9]+", example: "SUP-7" },
    ]);
  });

  test("are none unless the file has some", () => {
    const file = fileWith("[]").replace(/ {4}reasons:\n.*\n/, "");
    expect(file).not.toContain("reasons");
    expect(parseConfig(file, "lifeguard.yaml").pools[0]?.reasons).toEqual([]);
  });

  test("stand in the example", () => {
    const { pools } = parseConfig(readFileSync("lifeguard.example.yaml", "utf8"), "lifeguard.example.yaml");
    expect(pools.map(({ key, reasons }) => [key, reasons.length])).toEqual([
      ["customers", 2],
      ["staging", 0],
    ]);
  });

  const mistakes: [string, RegExp][] = [
    ["- { reason: required }", /pools\.customers\.reasons\.0 \(line 7\): names neither operations nor classes/],
    ["- { operations: [explode] }", /pools\.customers\.reasons\.0\.operations\.0 \(line 7\): /],
    ["- { classes: [explosives] }", /pools\.customers\.reasons\.0\.classes\.0 \(line 7\): /],
    ["- { operations: [] }", /pools\.customers\.reasons\.0\.operations \(line 7\): /],
    ["- { classes: [danger], reason: perhaps }", /pools\.customers\.reasons\.0\.reason \(line 7\): /],
    ['- { classes: [danger], ticket: "SUP-(" }', /reasons\.0\.ticket \(line 7\): is not a regular expression/],
    ['- { classes: [danger], ticket: "SUP-(", example: SUP-1 }', /reasons\.0\.ticket .*is not a regular expression/],
    ["- { classes: [danger], ticket: SUP, example: sup }", /reasons\.0\.example .*does not match the ticket's pattern/],
    ["- { classes: [danger], example: SUP-1 }", /reasons\.0\.example .*does not match the ticket's pattern/],
    ["- { classes: [danger], tickets: SUP }", /reasons\.0\.tickets.*: is not a setting this console knows/],
  ];
  test.each(mistakes)("stop the start: %s", (reasons, problem) => {
    expect(() => rulesOf(reasons)).toThrow(problem);
  });
});
