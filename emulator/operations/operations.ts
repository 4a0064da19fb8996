import type { Operation } from "../service/operation.ts";
import * as catalog from "./catalog.ts";

/** Everything that can be asked of the service, by its name on the wire. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.values(catalog).map((operation) => [operation.name, operation]),
);
