import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { csvHeader } from "../users/import-file.ts";
import { GetCSVHeaderRequest } from "../wire/shapes.ts";

export const getCsvHeader = operation({
  name: "GetCSVHeader",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetCSVHeaderRequest,
  run: ({ UserPoolId }, service) => ({ UserPoolId, CSVHeader: csvHeader(requirePool(service, UserPoolId)) }),
});
