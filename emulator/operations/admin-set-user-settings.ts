import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { invalidParameter } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { setPreferences } from "../sign-in/mfa.ts";
import { AdminSetUserSettingsRequest } from "../wire/shapes.ts";

/**
 * The way to turn SMS codes on and off from before AdminSetUserMFAPreference, for SMS alone (API reference,
 * AdminSetUserSettings). assumed: that it still works, and that no options are none.
 */
export const adminSetUserSettings = operation({
  name: "AdminSetUserSettings",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminSetUserSettingsRequest,
  run({ UserPoolId, Username, MFAOptions }, service) {
    const user = requireUser(requirePool(service, UserPoolId), Username);
    const isSms = ({ DeliveryMedium = "SMS", AttributeName = "phone_number" }: (typeof MFAOptions)[number]) =>
      DeliveryMedium === "SMS" && AttributeName === "phone_number";
    // assumed: the text.
    if (!MFAOptions.every(isSms)) throw invalidParameter("MFAOptions can only name SMS and phone_number.");
    setPreferences(user, { SMSMfaSettings: { Enabled: MFAOptions.length > 0 } }, "administrator");
    return {};
  },
});
