import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Pool } from "../pool/pool.ts";
import { continueImport, receiveCsv } from "../users/user-import.ts";
import { parseInput } from "../wire/shape.ts";
import type { AssumedValues } from "./assumptions.ts";
import { Fault } from "./fault.ts";
import { LedgerError } from "./ledger-error.ts";
import type { CalledLine, KeyLine, LedgerLine } from "./ledger-lines.ts";
import { resetService } from "./reset.ts";
import type { Service } from "./service.ts";

/** Does again what a line says was done. Throws LedgerError where something else comes of it. */
export const redoCall = (service: Service, { n, call, body, outcome, undelivered }: LedgerLine & CalledLine) => {
  if (undelivered) service.undelivered = new Fault(undelivered.type, undelivered.message);
  const found = outcomeOf(() => {
    const operation = service.operations.get(call);
    if (call === "ContinueImport") continueImport(service);
    else if (call === "PutCsv") redoUpload(service, body as { url: string; csv: string });
    else if (call === "SetAssumptions") service.assumptions.set(...(body as SetAssumptions));
    else if (call === "Reset") resetService(service);
    else if (operation) operation.run(parseInput(operation.input, body), service);
    else
      throw new LedgerError(`The folder has a request for ${call}, which this version of the emulator does not know.`);
  });
  if (found !== outcome) {
    throw new LedgerError(
      `The folder was written by another version of the emulator: request ${n}, ${call}, was ${outcome} and is now ${found}.`,
    );
  }
};

type SetAssumptions = [values: AssumedValues, scope: string];

const redoUpload = (service: Service, { url, csv }: { url: string; csv: string }) =>
  receiveCsv(service, new URL(url), csv);

const outcomeOf = (work: () => unknown): string => {
  try {
    work();
    return "ok";
  } catch (error) {
    if (error instanceof Fault) return error.type;
    if (error instanceof LedgerError) throw error;
    console.error(error);
    return "InternalErrorException";
  }
};

/** The key that the pool had, so that tokens from before stay good. */
export const restoreKey = (pool: Pool | undefined, { pem }: KeyLine, keyed: WeakSet<Pool>) => {
  if (!pool) return;
  keyed.add(pool);
  const privateKey = createPrivateKey(pem);
  pool.restoreKey(privateKey, createPublicKey(privateKey));
};
