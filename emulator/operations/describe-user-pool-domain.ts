import { describeDomain } from "../pool/domains.ts";
import { operation } from "../service/operation.ts";
import { DescribeUserPoolDomainRequest } from "../wire/shapes.ts";

export const describeUserPoolDomain = operation({
  name: "DescribeUserPoolDomain",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeUserPoolDomainRequest,
  run({ Domain }, service) {
    const pool = [...service.pools.values()].find(({ domains }) => domains.has(Domain));
    const domain = pool?.domains.get(Domain);
    // Of a domain that there is not, nothing is said (observed by users of Terraform and the CDK).
    return { DomainDescription: pool && domain ? describeDomain(service, pool, domain) : {} };
  },
});
