import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { DescribeUserImportJobRequest } from "../shapes.ts";
import { describeJob, requireJob } from "../user-import.ts";

export const describeUserImportJob = operation({
  name: "DescribeUserImportJob",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireJob(pool, JobId);
    return { UserImportJob: describeJob(service, pool, job) };
  },
});
