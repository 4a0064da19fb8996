import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { UsageError } from "./args.mjs";
import { type Console, startConsole } from "./console.ts";
import { type Site, type SiteOptions, startSite } from "./site.ts";
import { startSso } from "./sso.ts";

export interface StackOptions {
  ports: { console: number; sso: number };
  sites: SiteOptions[];
  /** Hears of the sites before the console is started. */
  onSites?: (sites: Site[]) => void;
  /** Configuration, secret and database of this stack. */
  folder: string;
  /** Everything the console prints goes there. */
  log: string;
}

export interface Stack {
  url: string;
  /** In the order of the options. */
  sites: Site[];
  issuer: string;
  /** Settles when the console has ended, wanted or not, with how. */
  ended: Console["ended"];
  close: () => Promise<void>;
}

/**
 * The local Cognito of each site, one sign-in service and one console, knowing of each other, with users to look after.
 * When `signal` fires before all are up, those that are go down again.
 */
export const startStack = async (options: StackOptions, signal: AbortSignal): Promise<Stack> => {
  const { ports, folder, log } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    // the last one started depends on those before it
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const sites: Site[] = [];
    for (const wanted of options.sites) {
      const site = await startSite(wanted);
      closers.push(site.close);
      sites.push(site);
    }
    options.onSites?.(sites);

    const appOrigin = `http://localhost:${ports.console}`;
    const client = { clientId: "lifeguard", clientSecret: randomBytes(24).toString("base64url") };
    const accounts = sites.flatMap(({ staff }) => staff);
    const sso = await startSso({ port: ports.sso, appOrigin, ...client, accounts });
    closers.push(sso.close);

    mkdirSync(folder, { recursive: true });
    const config = join(folder, "lifeguard.yaml");
    writeFileSync(config, stringify(toConfig(sites), { aliasDuplicateObjects: false }));

    const app = await startConsole({
      port: ports.console,
      log,
      signal,
      env: {
        APP_ORIGIN: appOrigin,
        NEXTAUTH_URL: appOrigin,
        NEXTAUTH_SECRET: keepSecret(join(folder, "secret")),
        OIDC_ISSUER: sso.issuer,
        OIDC_CLIENT_ID: client.clientId,
        OIDC_CLIENT_SECRET: client.clientSecret,
        LIFEGUARD_CONFIG: config,
        LIFEGUARD_DATA: join(folder, "data"),
        // the emulator takes any; without them the SDK would look for real ones
        AWS_ACCESS_KEY_ID: "demo",
        AWS_SECRET_ACCESS_KEY: "demo",
        AWS_REGION: "us-east-1",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    });
    closers.push(app.close);
    return { url: app.url, sites, issuer: sso.issuer, ended: app.ended, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Starts a stack, says so, and keeps it until a signal asks for the end or the console dies. */
export const runStack = async (options: StackOptions, announce: (stack: Stack) => void): Promise<void> => {
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

  let stack: Stack;
  try {
    stack = await startStack(options, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    throw error;
  }
  announce(stack);
  const how = await Promise.race([stack.ended, stopped]);
  await stack.close();
  if (!stop.signal.aborted) throw new UsageError(`The console ${how}. What it said last is in ${options.log}.`);
};

const toConfig = (sites: Site[]) => ({
  pools: Object.assign({}, ...sites.map(({ pools }) => pools)),
  grants: sites.flatMap(({ grants }) => grants),
});

/** Kept, so that who is signed in stays so over a restart. */
const keepSecret = (path: string) => {
  if (existsSync(path)) return readFileSync(path, "utf8");
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
};
