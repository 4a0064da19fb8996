import { requireDevice, requireTracking, setRemembered } from "../devices.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminUpdateDeviceStatusRequest } from "../shapes.ts";

export const adminUpdateDeviceStatus = operation({
  name: "AdminUpdateDeviceStatus",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminUpdateDeviceStatusRequest,
  run({ UserPoolId, Username, DeviceKey, DeviceRememberedStatus }, service) {
    const pool = requirePool(service, UserPoolId);
    requireTracking(pool);
    const user = requireUser(pool, Username);
    setRemembered(service, requireDevice(user, DeviceKey), DeviceRememberedStatus);
    return {};
  },
});
