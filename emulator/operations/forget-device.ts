import { dropDevice, requireDevice, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { ForgetDeviceRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const forgetDevice = operation({
  name: "ForgetDevice",
  signed: false,
  category: "UserResourceUpdate",
  input: ForgetDeviceRequest,
  run({ AccessToken = "", DeviceKey }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    requireTracking(pool);
    dropDevice(user, requireDevice(user, DeviceKey));
    return undefined;
  },
});
