import { describePoolMfa, requirePoolMfa } from "../mfa.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../service.ts";
import { SetUserPoolMfaConfigRequest } from "../shapes.ts";

/** What is not given is off: MFA itself (cdkd#1923, observed) and the factors (assumed). */
export const setUserPoolMfaConfig = operation({
  name: "SetUserPoolMfaConfig",
  signed: true,
  category: "UserPoolResourceUpdate",
  input: SetUserPoolMfaConfigRequest,
  run({ UserPoolId, MfaConfiguration = "OFF", ...mfa }, service) {
    const pool = requirePool(service, UserPoolId);
    requirePoolMfa(pool, MfaConfiguration, mfa);
    const { SmsConfiguration } = mfa.SmsMfaConfiguration ?? {};
    pool.mfa = mfa;
    pool.settings = { ...pool.settings, MfaConfiguration, ...(SmsConfiguration ? { SmsConfiguration } : {}) };
    pool.modifiedAt = service.clock.now();
    return describePoolMfa(pool);
  },
});
