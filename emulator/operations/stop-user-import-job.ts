import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeImportJob, requireImportJob, stopImportJob } from "../users/user-import.ts";
import { StopUserImportJobRequest } from "../wire/shapes.ts";

export const stopUserImportJob = operation({
  name: "StopUserImportJob",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: StopUserImportJobRequest,
  run({ UserPoolId, JobId }, service) {
    const pool = requirePool(service, UserPoolId);
    const job = requireImportJob(pool, JobId);
    stopImportJob(service, job);
    return { UserImportJob: describeImportJob(service, pool, job) };
  },
});
