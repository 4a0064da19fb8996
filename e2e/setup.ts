import { join } from "node:path";
import { test } from "@playwright/test";
import { readAddresses, type SiteAddress, siteNameOf } from "../dev/browser-sites.ts";

/** Where the stack of these tests stands; playwright.config.ts has chosen it. */
const read = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; playwright.config.ts sets it.`);
  return value;
};

export const consoleUrl = `http://localhost:${read("LIFEGUARD_E2E_CONSOLE_PORT")}`;
export const ssoUrl = `http://127.0.0.1:${read("LIFEGUARD_E2E_SSO_PORT")}`;

export type PoolName = "Customers" | "Staging";

/** The name of the site that belongs to the file of the running test. */
export const ownSiteName = (): string => siteNameOf(test.info().file);

/** Where the local Cognito of the running test's file is. */
export const ownSite = (): SiteAddress => {
  const name = ownSiteName();
  const site = readAddresses(join(read("LIFEGUARD_E2E_FOLDER"), "sites.json"))[name];
  if (!site) throw new Error(`The stack has no site for ${name}.spec.ts; it was started before that file was there.`);
  return site;
};

/** The file's own pool of this name, as addresses of the console write it. */
export const poolPath = (pool: PoolName): string => `/pools/${ownSiteName()}-${pool.toLowerCase()}`;

/** A name that nothing in the stack has yet, however often the same test runs. */
export const freshName = (name: string): string => `${name}-${crypto.randomUUID().slice(0, 8)}`;
