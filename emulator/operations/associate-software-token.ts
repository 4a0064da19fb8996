import { softwareTokenMfaNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { openSession } from "../sign-in/auth-session.ts";
import { changeMfa, offeredFactors } from "../sign-in/mfa.ts";
import { requireTokenOrSession } from "../sign-in/token-or-session.ts";
import { createSecret } from "../sign-in/totp.ts";
import { AssociateSoftwareTokenRequest } from "../wire/shapes.ts";

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
