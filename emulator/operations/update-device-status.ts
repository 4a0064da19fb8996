import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { requireDevice, requireTracking, setRemembered } from "../users/devices.ts";
import { UpdateDeviceStatusRequest } from "../wire/shapes.ts";

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
