import { openSession } from "../auth-session.ts";
import { softwareTokenMfaNotFound } from "../fault.ts";
import { changeMfa, offeredFactors } from "../mfa.ts";
import { operation } from "../operation.ts";
import { AssociateSoftwareTokenRequest } from "../shapes.ts";
import { requireTokenOrSession } from "../token-or-session.ts";
import { createSecret } from "../totp.ts";

export const associateSoftwareToken = operation({
  name: "AssociateSoftwareToken",
  signed: false,
  category: "UserResourceUpdate",
  input: AssociateSoftwareTokenRequest,
  run(input, service) {
    const { pool, user, conversation, close } = requireTokenOrSession(service, input);
    if (!offeredFactors(pool).includes("SOFTWARE_TOKEN_MFA")) {
      // Text: guide, user-pool-settings-mfa-totp.
      throw softwareTokenMfaNotFound("Software Token MFA has not been enabled by the userPool");
    }
    close();
    const SecretCode = createSecret(service.random);
    changeMfa(user, { pendingSecret: SecretCode });
    return { SecretCode, ...(conversation ? { Session: openSession(conversation, "MFA_SETUP") } : {}) };
  },
});
