import type { ActionName } from "#lib/health/required-actions.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

export const policyLanguages = { json: "JSON", cloudformation: "CloudFormation", terraform: "Terraform" } as const;
export type PolicyLanguage = keyof typeof policyLanguages;

/** Stands in the ARN as long as nobody knows the account. */
export const unknownAccount = "ACCOUNT_ID";

/** The partitions of China and of GovCloud have names of their own (AWS reference of ARNs). */
const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

/** Every action here takes the pool as its resource (cognito.md 10.1). */
export const poolArn = ({ region, id }: Pick<PoolEntry, "region" | "id">, account: string | null): string =>
  `arn:${partitionOf(region)}:cognito-idp:${region}:${account ?? unknownAccount}:userpool/${id}`;

const quoted = (actions: readonly ActionName[]): string[] => actions.map((name) => `"cognito-idp:${name}"`);

/** Letters and digits only, as IAM wants an Sid. */
const sid = "Lifeguard";

const json = (actions: readonly ActionName[], arn: string): string =>
  JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Sid: sid, Effect: "Allow", Action: actions.map((name) => `cognito-idp:${name}`), Resource: arn }],
    },
    null,
    2,
  );

const cloudformation = (actions: readonly ActionName[], arn: string): string =>
  [
    "Resources:",
    "  LifeguardPolicy:",
    "    Type: AWS::IAM::ManagedPolicy",
    "    Properties:",
    "      Description: What Lifeguard calls on one user pool",
    "      PolicyDocument:",
    '        Version: "2012-10-17"',
    "        Statement:",
    `          - Sid: ${sid}`,
    "            Effect: Allow",
    "            Action:",
    ...quoted(actions).map((action) => `              - ${action}`),
    `            Resource: "${arn}"`,
  ].join("\n");

const terraform = (actions: readonly ActionName[], arn: string): string =>
  [
    'data "aws_iam_policy_document" "lifeguard" {',
    "  statement {",
    `    sid       = "${sid}"`,
    '    effect    = "Allow"',
    `    resources = ["${arn}"]`,
    "    actions = [",
    ...quoted(actions).map((action) => `      ${action},`),
    "    ]",
    "  }",
    "}",
    "",
    'resource "aws_iam_policy" "lifeguard" {',
    '  name   = "lifeguard"',
    "  policy = data.aws_iam_policy_document.lifeguard.json",
    "}",
  ].join("\n");

const writers: Record<PolicyLanguage, (actions: readonly ActionName[], arn: string) => string> = {
  json,
  cloudformation,
  terraform,
};

/** A policy that allows these actions on one pool and nothing else. There has to be at least one. */
export const policyText = (actions: readonly ActionName[], arn: string, language: PolicyLanguage): string =>
  writers[language](actions, arn);
