import { operation } from "../operation.ts";
import { pageOf } from "../paging.ts";
import { requirePool } from "../service.ts";
import { ListUserImportJobsRequest } from "../shapes.ts";
import { describeJob } from "../user-import.ts";

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
      UserImportJobs: items.map((job) => describeJob(service, pool, job)),
      ...(NextToken === undefined ? {} : { PaginationToken: NextToken }),
    };
  },
});
