import { requirePool } from "../pool/pool-lookup.ts";
import { invalidParameter, limitExceeded } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { alphabets } from "../service/random.ts";
import { describeImportJob, openImportJob } from "../users/user-import.ts";
import { CreateUserImportJobRequest } from "../wire/shapes.ts";

// cognito.md 4.4.
const jobsMax = 1_000;

export const createUserImportJob = operation({
  name: "CreateUserImportJob",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: CreateUserImportJobRequest,
  run({ UserPoolId, PasswordHashingAlgorithm, ...given }, service) {
    const pool = requirePool(service, UserPoolId);
    if (PasswordHashingAlgorithm) {
      // Not every pool takes password hashes (cognito.md 9), and these pools do not. assumed: name and text.
      throw invalidParameter("Password hash import is not available for this user pool.");
    }
    // assumed: the text.
    if (pool.importJobs.size >= jobsMax) throw limitExceeded("User import job limit exceeded for the user pool.");
    const id = `import-${service.random.text(alphabets.alphanumeric, 10)}`;
    const job = openImportJob(service, pool, id, given);
    pool.importJobs.set(id, job);
    return { UserImportJob: describeImportJob(service, pool, job) };
  },
});
