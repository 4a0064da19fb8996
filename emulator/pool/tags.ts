import { resourceNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Pool } from "./pool.ts";

/** Of all that Cognito has, pools alone carry tags here. assumed: the text. */
export const requireTaggedPool = (service: Service, arn: string): Pool => {
  const pool = service.pools.get(arn.split("userpool/")[1] ?? "");
  if (!pool || pool.arn !== arn) throw resourceNotFound(`Resource ${arn} does not exist.`);
  return pool;
};
