import { dropDevice, requireDevice, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminForgetDeviceRequest } from "../shapes.ts";

export const adminForgetDevice = operation({
  name: "AdminForgetDevice",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminForgetDeviceRequest,
  run({ UserPoolId, Username, DeviceKey }, service) {
    const pool = requirePool(service, UserPoolId);
    requireTracking(pool);
    const user = requireUser(pool, Username);
    dropDevice(user, requireDevice(user, DeviceKey));
    return undefined;
  },
});
