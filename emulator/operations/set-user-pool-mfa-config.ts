import { requirePool } from "../pool/pool-lookup.ts";
import { requireSmsApart } from "../pool/pool-settings.ts";
import { operation } from "../service/operation.ts";
import { describePoolMfa, requirePoolMfa } from "../sign-in/mfa.ts";
import { SetUserPoolMfaConfigRequest } from "../wire/shapes.ts";

/** What is not given is off: MFA itself (cdkd#1923, observed) and the factors (assumed). */
export const setUserPoolMfaConfig = operation({
  name: "SetUserPoolMfaConfig",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: SetUserPoolMfaConfigRequest,
  run({ UserPoolId, MfaConfiguration = "OFF", ...mfa }, service) {
    const pool = requirePool(service, UserPoolId);
    requirePoolMfa(pool, MfaConfiguration, mfa);
    requireSmsApart({ ...pool.settings, MfaConfiguration }, mfa.SmsMfaConfiguration !== undefined);
    const { SmsConfiguration } = mfa.SmsMfaConfiguration ?? {};
    pool.mfa = mfa;
    pool.settings = { ...pool.settings, MfaConfiguration, ...(SmsConfiguration ? { SmsConfiguration } : {}) };
    pool.modifiedAt = service.clock.now();
    return describePoolMfa(pool);
  },
});
