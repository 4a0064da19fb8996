import { describeDevice, requireDevice, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminGetDeviceRequest } from "../shapes.ts";

export const adminGetDevice = operation({
  name: "AdminGetDevice",
  signed: true,
  category: "UserResourceRead",
  access: "read",
  input: AdminGetDeviceRequest,
  run({ UserPoolId, Username, DeviceKey }, service) {
    const pool = requirePool(service, UserPoolId);
    requireTracking(pool);
    const user = requireUser(pool, Username);
    return { Device: describeDevice(requireDevice(user, DeviceKey)) };
  },
});
