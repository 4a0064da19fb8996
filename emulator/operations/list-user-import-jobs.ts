import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { pageOf } from "../service/paging.ts";
import { describeImportJob } from "../users/user-import.ts";
import { ListUserImportJobsRequest } from "../wire/shapes.ts";

export const listUserImportJobs = operation({
  name: "ListUserImportJobs",
  signed: true,
  category: "UserPoolResourceRead",
  input: ListUserImportJobsRequest,
  run({ UserPoolId, MaxResults, PaginationToken }, service) {
    const pool = requirePool(service, UserPoolId);
    // The last created comes first (guide, cognito-user-pools-using-import-tool).
    const jobs = [...pool.importJobs.values()].reverse();
    const asked = { Limit: MaxResults, NextToken: PaginationToken };
    const { items, NextToken } = pageOf(service, "importJobs", jobs, { UserPoolId }, asked);
    return {
      UserImportJobs: items.map((job) => describeImportJob(service, pool, job)),
      ...(NextToken === undefined ? {} : { PaginationToken: NextToken }),
    };
  },
});
