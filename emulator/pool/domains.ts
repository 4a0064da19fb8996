import { invalidParameter } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Infer } from "../wire/shape.ts";
import type { CreateUserPoolDomainRequest } from "../wire/shapes.ts";
import type { Pool } from "./pool.ts";

/** Where managed login would be; here nothing answers there. */
export type UserPoolDomain = Omit<Infer<typeof CreateUserPoolDomainRequest>, "UserPoolId">;

const isCustom = ({ CustomDomainConfig }: UserPoolDomain) => CustomDomainConfig !== undefined;

/** A name belongs to one pool, and a pool has one domain of each kind. Text: as users of Terraform report it; assumed: the second. */
export const requireFreeDomain = (service: Service, pool: Pool, domain: UserPoolDomain) => {
  if ([...service.pools.values()].some(({ domains }) => domains.has(domain.Domain))) {
    throw invalidParameter("Domain already associated with another user pool.");
  }
  if ([...pool.domains.values()].some((other) => isCustom(other) === isCustom(domain))) {
    throw invalidParameter("User pool already has a domain configured.");
  }
};

// assumed: the text.
export const requireDomain = (pool: Pool, name: string): UserPoolDomain => {
  const domain = pool.domains.get(name);
  if (!domain) throw invalidParameter(`No such domain or user pool exists.`);
  return domain;
};

const cloudFrontOf = ({ Domain }: UserPoolDomain) => `${Domain.split(".")[0]}.cloudfront.net`;

export const describeCreatedDomain = (domain: UserPoolDomain) => ({
  ManagedLoginVersion: domain.ManagedLoginVersion ?? 1,
  ...(isCustom(domain) ? { CloudFrontDomain: cloudFrontOf(domain) } : {}),
  ...(domain.Routing ? { Routing: domain.Routing } : {}),
});

/** assumed: that it is there at once, and the names of what hosts it. */
export const describeDomain = (service: Service, pool: Pool, domain: UserPoolDomain) => ({
  UserPoolId: pool.id,
  AWSAccountId: service.accountId,
  S3Bucket: `aws-cognito-prod-${service.region}-assets`,
  CloudFrontDistribution: cloudFrontOf(domain),
  Version: "1",
  Status: "ACTIVE",
  CustomDomainConfig: {},
  ManagedLoginVersion: 1,
  ...domain,
});

/** As DescribeUserPool shows them. */
export const domainNames = ({ domains }: Pool) => {
  const all = [...domains.values()];
  const [prefix, custom] = [all.find((domain) => !isCustom(domain)), all.find(isCustom)];
  return { ...(prefix ? { Domain: prefix.Domain } : {}), ...(custom ? { CustomDomain: custom.Domain } : {}) };
};
