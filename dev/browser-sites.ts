import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./run.mjs";
import type { Site, SiteOptions } from "./site.ts";

// Each file of browser tests has a site of its own: no file sees another's users, faults, clock, messages or staff.

const ending = ".spec.ts";

/** The name of the site that belongs to a file of browser tests. */
export const siteNameOf = (file: string): string => basename(file, ending);

/** Every file of browser tests, without its folder. */
export const listBrowserFiles = (): string[] =>
  readdirSync(join(root, "e2e"))
    .filter((name) => name.endsWith(ending))
    .sort();

/** Users in Customers, for files that need more than a screenful. */
const customers: Record<string, number> = { "main-job": 600, overview: 600, "users-list": 600 };
const customersElsewhere = 120;

/** One each, so that the ids of pools, which begin with it, differ. */
const regions = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "sa-east-1", "mx-central-1"],
  ...["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2"],
  ...["ap-east-1", "ap-south-1", "ap-south-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"],
  ...["il-central-1", "me-central-1", "me-south-1", "af-south-1"],
];

/** The sites of these files. */
export const toSites = (files: string[]): SiteOptions[] =>
  files.map((file, index) => {
    const name = siteNameOf(file);
    const region = regions[index];
    if (!region) throw new Error(`There are ${files.length} files of browser tests and ${regions.length} Regions.`);
    const users = customers[name] ?? customersElsewhere;
    return { name, port: 0, region, users, stagingUsers: 40, quotas: false };
  });

/** Where a site's local Cognito is, for the tests: they run in processes of their own. */
export interface SiteAddress {
  emulatorUrl: string;
  region: string;
}

export type SiteAddresses = Record<string, SiteAddress>;

/** Leaves the addresses of running sites in a file. */
export const writeAddresses = (path: string, sites: Site[]): void => {
  const toEntry = ({ name, emulatorUrl, region }: Site) => [name, { emulatorUrl, region } satisfies SiteAddress];
  writeFileSync(path, JSON.stringify(Object.fromEntries(sites.map(toEntry))));
};

export const readAddresses = (path: string): SiteAddresses => JSON.parse(readFileSync(path, "utf8")) as SiteAddresses;
