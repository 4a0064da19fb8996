import "server-only";
import { readFileSync } from "node:fs";
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { defaultLimits, type Limits, usersPerRunRange } from "#lib/authority/authority.ts";
import { env } from "#lib/env.ts";
import { operationIds } from "#lib/operations/catalog.ts";
import { longestTicket, operationClasses, ticketMatches } from "#lib/operations/reason.ts";
import { accountDailyMail, defaultDailyMail, type PoolEntry } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";
import { type Grant, type Role, roles } from "#lib/roles.ts";
import { isCountry } from "#lib/users/spelling.ts";

const isPattern = (text: string): boolean => {
  try {
    ticketMatches(text, "");
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

const reasonSchema = z
  .strictObject({
    operations: z.array(z.enum(operationIds)).min(1).default([]),
    classes: z.array(z.enum(operationClasses)).min(1).default([]),
    reason: z.enum(["optional", "required"]).default("optional"),
    ticket: z
      .string()
      .min(1)
      .max(200)
      .refine(isPattern, { error: "is not a regular expression", abort: true })
      .nullable()
      .default(null),
    example: z.string().min(1).max(longestTicket).nullable().default(null),
  })
  .superRefine(({ operations, classes, ticket, example }, context) => {
    if (operations.length === 0 && classes.length === 0)
      context.addIssue({ code: "custom", message: "names neither operations nor classes" });
    if (example !== null && (ticket === null || !ticketMatches(ticket, example)))
      context.addIssue({ code: "custom", path: ["example"], message: "does not match the ticket's pattern" });
  });

const dailyMailError = `is not a whole number from 0 to ${accountDailyMail}`;

const poolSchema = z.strictObject({
  name: z.string().min(1).max(60),
  // The pattern is the service's own (cognito.md 1.1).
  id: z
    .string()
    .max(55)
    .regex(/^[\w-]+_[0-9a-zA-Z]+$/, "is not a user pool id such as eu-west-1_AbCdEf123"),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not a Region such as eu-west-1"),
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  typedPasswords: z.boolean().default(false),
  agentsCorrectContacts: z.boolean().default(false),
  lookBeforeConfirm: z.boolean().default(true),
  reasons: z.array(reasonSchema).default([]),
  test: z.boolean().default(false),
  dailyMail: z
    .int({ error: dailyMailError })
    .min(0, { error: dailyMailError })
    .max(accountDailyMail, { error: dailyMailError })
    .default(defaultDailyMail),
  country: z.string().refine(isCountry, "is not a country such as GB (two capital letters, ISO 3166-1)").optional(),
});

const usersPerRun = ({ usersPerRun: byDefault }: Limits) => {
  const { least, most } = usersPerRunRange;
  const error = `is not a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).default(byDefault);
};

const limitsSchema = z.strictObject({
  usersPerRun: z
    .strictObject({ agent: usersPerRun(defaultLimits.agent), admin: usersPerRun(defaultLimits.admin) })
    .prefault({}),
});

const configSchema = z
  .strictObject({
    pools: z.record(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "is used in URLs: lower-case letters, digits and hyphens"),
      poolSchema,
    ),
    grants: z.array(
      z.strictObject({
        group: z.string().min(1),
        role: z.enum(roles),
        pools: z.union([z.literal("*"), z.array(z.string()).min(1)]),
      }),
    ),
    limits: limitsSchema.prefault({}),
  })
  .superRefine((config, context) => {
    if (Object.keys(config.pools).length === 0)
      context.addIssue({ code: "custom", path: ["pools"], message: "names no pool" });
    config.grants.forEach((grant, index) => {
      if (grant.pools === "*") return;
      grant.pools.forEach((pool, at) => {
        if (!Object.hasOwn(config.pools, pool))
          context.addIssue({
            code: "custom",
            path: ["grants", index, "pools", at],
            message: `there is no pool "${pool}" under pools`,
          });
      });
    });
  });

export interface Config {
  pools: PoolEntry[];
  grants: { group: string; role: Grant["role"]; pools: "*" | string[] }[];
  limits: Readonly<Record<Role, Limits>>;
}

/** What an issue says of the file, one line for each place it is about. */
function toMistakes(issue: z.core.$ZodIssue): { path: (string | number)[]; says: string }[] {
  const path = issue.path as (string | number)[];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], says: "is not a setting this console knows" }));
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({ path, says: message }));
  if (issue.code !== "custom" && issue.input === undefined) return [{ path, says: "is missing" }];
  return [{ path, says: issue.message }];
}

function toValue(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // Whether an alias stands for anything is seen only now.
    throw new Error(`${file} is not valid YAML: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Parses the text of `lifeguard.yaml`.
 * @throws Error whose message names the file and, for each mistake, its path in the file and what is wrong
 */
export function parseConfig(text: string, file: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const broken = document.errors[0];
  if (broken) throw new Error(`${file} is not valid YAML: ${broken.message}`);
  const parsed = configSchema.safeParse(toValue(document, file) ?? {}, { reportInput: true });
  if (!parsed.success) {
    const mistakes = parsed.error.issues.flatMap(toMistakes).map(({ path, says }) => {
      const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
      const line = node?.range ? ` (line ${lines.linePos(node.range[0]).line})` : "";
      return `  ${path.join(".") || "(top)"}${line}: ${says}`;
    });
    throw new Error(
      `${file} has ${mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`}:\n${mistakes.join("\n")}`,
    );
  }
  const { agent, admin } = parsed.data.limits.usersPerRun;
  return {
    pools: Object.entries(parsed.data.pools).map(([key, pool]) => ({ ...pool, key, endpoint: pool.endpoint ?? null })),
    grants: parsed.data.grants,
    limits: { viewer: defaultLimits.viewer, agent: { usersPerRun: agent }, admin: { usersPerRun: admin } },
  };
}

/** @throws Error that names the file and what is wrong with it */
function readConfig(): Config {
  const file = env().LIFEGUARD_CONFIG;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(
      `The configuration ${file} cannot be read. Copy lifeguard.example.yaml and name your pools in it.`,
      { cause },
    );
  }
  return parseConfig(text, file);
}

export const configuration = processWide("configuration", readConfig);

/** The configuration, read once at start. */
export const config = (): Config => configuration.get();

export const poolEntry = (key: string): PoolEntry | null => config().pools.find((pool) => pool.key === key) ?? null;

/** What a person's groups at the identity provider give them here. */
export function grantsOf(groups: readonly string[], { grants, pools }: Config = config()): Grant[] {
  return grants
    .filter((grant) => groups.includes(grant.group))
    .flatMap((grant) =>
      (grant.pools === "*" ? pools.map((pool) => pool.key) : grant.pools).map((pool) => ({ pool, role: grant.role })),
    );
}
