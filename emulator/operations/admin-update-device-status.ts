import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireDevice, requireTracking, setRemembered } from "../users/devices.ts";
import { AdminUpdateDeviceStatusRequest } from "../wire/shapes.ts";

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
