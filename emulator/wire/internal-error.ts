import { Fault } from "../service/fault.ts";

/** What a client is told of our own bug; the rest is for who runs the emulator. */
export const internalErrorOf = (error: unknown): Fault => {
  console.error(error);
  return new Fault("InternalErrorException", "Internal server error", 500);
};
