import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { dropDevice, requireDevice, requireTracking } from "../users/devices.ts";
import { ForgetDeviceRequest } from "../wire/shapes.ts";

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
