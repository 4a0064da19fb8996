import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeImportJob, requireImportJob, startImportJob } from "../users/user-import.ts";
import { StartUserImportJobRequest } from "../wire/shapes.ts";

export const startUserImportJob = operation({
  name: "StartUserImportJob",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: StartUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireImportJob(pool, JobId);
    startImportJob(service, pool, job);
    return { UserImportJob: describeImportJob(service, pool, job) };
  },
});
