import "server-only";
import { z } from "zod";

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
});

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

const shared = globalThis as { __lifeguardEnv?: Env };

export const env = (): Env => {
  shared.__lifeguardEnv ??= parseEnv(process.env);
  return shared.__lifeguardEnv;
};
