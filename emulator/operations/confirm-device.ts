import { deviceKeyExists, resourceNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { findDevice, requireTracking } from "../users/devices.ts";
import { ConfirmDeviceRequest } from "../wire/shapes.ts";

export const confirmDevice = operation({
  name: "ConfirmDevice",
  signed: false,
  category: "UserResourceUpdate",
  input: ConfirmDeviceRequest,
  run({ AccessToken, DeviceKey, DeviceName }, service) {
    const { pool, user, signIn } = requireAccessToken(service, AccessToken);
    const { DeviceOnlyRememberedOnUserPrompt: asks = false } = requireTracking(pool);
    // assumed: both texts, and that the key must be the one of this very sign-in.
    if (findDevice(user, DeviceKey)) throw deviceKeyExists("Device key already exists.");
    if (DeviceKey !== signIn.deviceKey) throw resourceNotFound("Device does not exist.");
    const now = service.clock.now();
    const device = { key: DeviceKey, name: DeviceName, createdAt: now, modifiedAt: now, lastAuthenticatedAt: now };
    // Remembered at once, unless the pool wants the user to say so (API reference, ConfirmDevice).
    user.devices = [...(user.devices ?? []), { ...device, remembered: !asks }];
    return { UserConfirmationNecessary: asks };
  },
});
