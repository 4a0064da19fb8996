import { describeCreatedDomain, requireFreeDomain } from "../pool/domains.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { CreateUserPoolDomainRequest } from "../wire/shapes.ts";

export const createUserPoolDomain = operation({
  name: "CreateUserPoolDomain",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: CreateUserPoolDomainRequest,
  run({ UserPoolId, ...domain }, service) {
    const pool = requirePool(service, UserPoolId);
    requireFreeDomain(service, pool, domain);
    pool.domains.set(domain.Domain, domain);
    return describeCreatedDomain(domain);
  },
});
