import { requireDomain } from "../pool/domains.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { DeleteUserPoolDomainRequest } from "../wire/shapes.ts";

export const deleteUserPoolDomain = operation({
  name: "DeleteUserPoolDomain",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: DeleteUserPoolDomainRequest,
  run({ UserPoolId, Domain }, service) {
    const pool = requirePool(service, UserPoolId);
    requireDomain(pool, Domain);
    pool.domains.delete(Domain);
    return {};
  },
});
