import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type PolicyLanguage, policyLanguages, policyText, poolArn } from "#lib/health/policy.ts";
import { requiredActions } from "#lib/health/required-actions.ts";
import { roles } from "#lib/roles.ts";

const pool = { region: "eu-west-1", id: "eu-west-1_EXAMPLE1" };
const arn = poolArn(pool, "111122223333");

describe("the ARN of a pool", () => {
  test.each([
    ["eu-west-1", "111122223333", "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/x"],
    ["eu-west-1", null, "arn:aws:cognito-idp:eu-west-1:ACCOUNT_ID:userpool/x"],
    ["us-gov-west-1", "111122223333", "arn:aws-us-gov:cognito-idp:us-gov-west-1:111122223333:userpool/x"],
    ["cn-north-1", "111122223333", "arn:aws-cn:cognito-idp:cn-north-1:111122223333:userpool/x"],
  ])("in %s of account %s", (region, account, expected) => {
    expect(poolArn({ region, id: "x" }, account)).toBe(expected);
  });
});

describe.each(roles)("the policy for %s", (role) => {
  const actions = requiredActions(role, { test: false });
  const full = actions.map((name) => `cognito-idp:${name}`);

  test("is the same statement as JSON and as CloudFormation", () => {
    const json = JSON.parse(policyText(actions, arn, "json"));
    const statement = { Sid: "Lifeguard", Effect: "Allow", Action: full, Resource: arn };
    expect(json).toEqual({ Version: "2012-10-17", Statement: [statement] });
    const { Resources } = parse(policyText(actions, arn, "cloudformation"));
    expect(Resources.LifeguardPolicy.Properties.PolicyDocument).toEqual(json);
  });

  test("names the same actions and the same pool as Terraform", () => {
    const text = policyText(actions, arn, "terraform");
    expect([...text.matchAll(/"(cognito-idp:\w+)"/g)].map(([, name]) => name)).toEqual(full);
    expect([...text.matchAll(/arn:[^"]+/g)].map(([found]) => found)).toEqual([arn]);
  });

  test("has no wildcard in any language", () => {
    for (const language of Object.keys(policyLanguages) as PolicyLanguage[])
      expect(policyText(actions, arn, language)).not.toContain("*");
  });
});

test("the README's policy allows what administrators need", () => {
  const named = readFileSync("README.md", "utf8").matchAll(/"cognito-idp:(\w+)"/g);
  expect([...named].map(([, name]) => name).toSorted()).toEqual(requiredActions("admin", { test: false }));
});
