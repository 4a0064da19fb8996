import type { Pool } from "../pool/pool.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import { issueCode } from "./codes.ts";
import { sendCode } from "./messages.ts";

/** To what the pool verifies by itself, the phone first where it is both (API reference, CreateUserPool). */
export const sendSignUpCode = (service: Service, pool: Pool, user: User) => {
  const verified = pool.settings.AutoVerifiedAttributes ?? [];
  for (const contact of ["phone_number", "email"] as const) {
    const to = user.get(contact);
    if (!to || !verified.includes(contact)) continue;
    const code = issueCode(service, user, "signUp", { proves: contact });
    return sendCode(service, pool, user, { kind: "verification", code, contact, to });
  }
  return undefined;
};
