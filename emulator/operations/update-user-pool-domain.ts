import { describeCreatedDomain, requireDomain } from "../pool/domains.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { UpdateUserPoolDomainRequest } from "../wire/shapes.ts";

export const updateUserPoolDomain = operation({
  name: "UpdateUserPoolDomain",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: UpdateUserPoolDomainRequest,
  run({ UserPoolId, ...changes }, service) {
    const pool = requirePool(service, UserPoolId);
    const domain = { ...requireDomain(pool, changes.Domain), ...changes };
    pool.domains.set(changes.Domain, domain);
    return describeCreatedDomain(domain);
  },
});
