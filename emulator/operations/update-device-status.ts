import { requireDevice, requireTracking, setRemembered } from "../devices.ts";
import { operation } from "../operation.ts";
import { UpdateDeviceStatusRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const updateDeviceStatus = operation({
  name: "UpdateDeviceStatus",
  signed: false,
  category: "UserResourceUpdate",
  input: UpdateDeviceStatusRequest,
  run({ AccessToken, DeviceKey, DeviceRememberedStatus }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    requireTracking(pool);
    setRemembered(service, requireDevice(user, DeviceKey), DeviceRememberedStatus);
    return {};
  },
});
