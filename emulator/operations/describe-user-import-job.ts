import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeImportJob, requireImportJob } from "../users/user-import.ts";
import { DescribeUserImportJobRequest } from "../wire/shapes.ts";

export const describeUserImportJob = operation({
  name: "DescribeUserImportJob",
  signed: true,
  category: "UserPoolResourceRead",
  input: DescribeUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireImportJob(pool, JobId);
    return { UserImportJob: describeImportJob(service, pool, job) };
  },
});
