import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseEnv, variableNames } from "#lib/env.ts";
import { metrics } from "#lib/metrics.ts";
import { root } from "./run.mjs";

// docs/operating.md says what the code does.

const text = readFileSync(join(root, "docs/operating.md"), "utf8");
const required = ["APP_ORIGIN", "NEXTAUTH_SECRET", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];

/** First and second cell of each row of the table under this heading. */
function rows(heading: string): [first: string, second: string][] {
  const from = text.indexOf(`| ${heading} |`);
  const table = text.slice(from, text.indexOf("\n\n", from)).split("\n").slice(2);
  return table.map((line) => {
    const [, first = "", second = ""] = line.split("|").map((cell) => cell.trim());
    return [first, second];
  });
}

test("the table of variables has every variable that the console reads, in order, with its default", () => {
  const whole = {
    APP_ORIGIN: "https://console.example.com",
    NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
    OIDC_ISSUER: "https://sso.example.com",
    OIDC_CLIENT_ID: "lifeguard",
    OIDC_CLIENT_SECRET: "secret",
  };
  const defaults = parseEnv(whole) as Record<string, unknown>;
  const expected = variableNames.map((name) => [
    `\`${name}\``,
    required.includes(name) ? "required" : defaults[name] === undefined ? "none" : `\`${defaults[name]}\``,
  ]);
  expect(rows("Variable | Default")).toEqual(expected);
});

test("the table of metrics has every metric of the console, and no other", () => {
  const described = rows("Metric").flatMap(([cell]) => [...cell.matchAll(/lifeguard_\w+/g)].map(([name]) => name));
  const registered = metrics()
    .register.getMetricsAsArray()
    .map(({ name }) => name);
  expect(described.toSorted()).toEqual(registered.toSorted());
});

test("every npm script that it names is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name as string);
  expect(named).toContain("doctor");
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});
