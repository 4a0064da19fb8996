import { csvHeader } from "../import-file.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { GetCSVHeaderRequest } from "../shapes.ts";

export const getCsvHeader = operation({
  name: "GetCSVHeader",
  signed: true,
  category: "UserPoolResourceRead",
  input: GetCSVHeaderRequest,
  run: ({ UserPoolId }, service) => ({ UserPoolId, CSVHeader: csvHeader(requirePool(service, UserPoolId)) }),
});
