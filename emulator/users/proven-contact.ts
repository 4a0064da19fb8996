import type { Pool } from "../pool/pool.ts";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { takeAliases } from "./alias-move.ts";
import type { User } from "./user.ts";

/**
 * A code that signs in proves the address it was sent to (cognito.md 2.1), and like any verification it takes the alias.
 * assumed: where the alias does not move, the sign-in goes on and the address stays as it is. Harmed otherwise: whoever
 * cannot sign in because of a name that somebody else has.
 */
export const proveContact = (service: Service, pool: Pool, user: User, contact: "email" | "phone_number") => {
  const values = new Map([[`${contact}_verified`, "true"]]);
  try {
    takeAliases(service, pool, values, { user });
  } catch (error) {
    if (error instanceof Fault) return;
    throw error;
  }
  pool.users.set(user, `${contact}_verified`, "true");
};
