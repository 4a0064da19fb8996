import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { describeDevice, requireDevice, requireTracking } from "../users/devices.ts";
import { GetDeviceRequest } from "../wire/shapes.ts";

export const getDevice = operation({
  name: "GetDevice",
  signed: false,
  category: "UserResourceRead",
  input: GetDeviceRequest,
  run({ AccessToken = "", DeviceKey }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    requireTracking(pool);
    return { Device: describeDevice(requireDevice(user, DeviceKey)) };
  },
});
