import { openSession } from "../auth-session.ts";
import { enableSoftwareTokenMfa, softwareTokenMfaNotFound } from "../fault.ts";
import { changeMfa, mfaOf } from "../mfa.ts";
import { operation } from "../operation.ts";
import { VerifySoftwareTokenRequest } from "../shapes.ts";
import { requireTokenOrSession } from "../token-or-session.ts";
import { findStep } from "../totp.ts";

/** The token is registered; whether sign-ins ask for it is said by SetUserMFAPreference (API reference, VerifySoftwareToken). */
export const verifySoftwareToken = operation({
  name: "VerifySoftwareToken",
  signed: false,
  category: "UserResourceUpdate",
  input: VerifySoftwareTokenRequest,
  run({ UserCode, FriendlyDeviceName, ...by }, service) {
    const { user, conversation, close } = requireTokenOrSession(service, by);
    const { pendingSecret: secret } = mfaOf(user);
    // assumed: the text.
    if (!secret) throw softwareTokenMfaNotFound("Software Token MFA does not exist for the user.");
    const step = findStep(secret, UserCode, service.clock.now());
    // Text: aws-amplify-auth-starters#15, observed.
    if (step === undefined) throw enableSoftwareTokenMfa("Code mismatch and fail enable Software Token MFA");
    close();
    const softwareToken = { secret, friendlyName: FriendlyDeviceName, lastStep: step };
    changeMfa(user, { softwareToken, pendingSecret: undefined });
    return {
      Status: "SUCCESS",
      ...(conversation ? { Session: openSession(conversation, "MFA_SETUP", { verified: true }) } : {}),
    };
  },
});
