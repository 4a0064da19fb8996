import { enableSoftwareTokenMfa, softwareTokenMfaNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { openSession } from "../sign-in/auth-session.ts";
import { changeMfa, mfaOf } from "../sign-in/mfa.ts";
import { requireTokenOrSession } from "../sign-in/token-or-session.ts";
import { findTotpStep } from "../sign-in/totp.ts";
import { VerifySoftwareTokenRequest } from "../wire/shapes.ts";

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
    const step = findTotpStep(secret, UserCode, service.clock.now());
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
