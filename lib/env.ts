import "server-only";
import { z } from "zod";
import { processWide } from "#lib/process-wide.ts";

const httpUrl = z.url({ protocol: /^https?$/ });

const schema = z.object({
  APP_ORIGIN: httpUrl.transform((text) => new URL(text).origin),
  NEXTAUTH_SECRET: z.string().min(32, "needs at least 32 characters; make one with `openssl rand -base64 32`"),
  OIDC_ISSUER: httpUrl.transform((text) => text.replace(/\/$/, "")),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(1),
  /** Where the pools and grants are written. */
  LIFEGUARD_CONFIG: z.string().default("lifeguard.yaml"),
  /** Folder of the embedded database and of the audit's second copy. */
  LIFEGUARD_DATA: z.string().default(".lifeguard"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional(),
  LIFEGUARD_DURABILITY: z.enum(["process", "fsync"]).default("process"),
  /** Without it nobody reads the metrics. */
  LIFEGUARD_METRICS_TOKEN: z.string().min(16, "needs at least 16 characters").optional(),
  LIFEGUARD_LOG: z.enum(["json", "text"]).default("text"),
  /** The OpenTelemetry collector that takes the traces over HTTP; without it none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default("lifeguard"),
});

/** What the console itself reads, for those who check a configuration or describe it. */
export const variableNames = Object.keys(schema.shape);

export type Env = z.infer<typeof schema>;

/**
 * The environment, parsed. Read at run time and not at build time.
 * @throws Error that names each variable that is missing or wrong
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name}: ${variables[name] === undefined ? "is not set" : issue.message}`;
  });
  throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
}

export const environment = processWide("environment", () => parseEnv(process.env));

export const env = (): Env => environment.get();

/** How lines of the log are written; known even while the environment is not whole. */
export const logForm = (): Env["LIFEGUARD_LOG"] => (process.env.LIFEGUARD_LOG === "json" ? "json" : "text");
