import { describeDevice, requireDevice, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { GetDeviceRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

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
