import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { StopUserImportJobRequest } from "../shapes.ts";
import { describeJob, requireJob, stopJob } from "../user-import.ts";

export const stopUserImportJob = operation({
  name: "StopUserImportJob",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: StopUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireJob(pool, JobId);
    stopJob(service, job);
    return { UserImportJob: describeJob(service, pool, job) };
  },
});
