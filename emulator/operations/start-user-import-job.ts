import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { StartUserImportJobRequest } from "../shapes.ts";
import { describeJob, requireJob, startJob } from "../user-import.ts";

export const startUserImportJob = operation({
  name: "StartUserImportJob",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: StartUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireJob(pool, JobId);
    startJob(service, pool, job);
    return { UserImportJob: describeJob(service, pool, job) };
  },
});
