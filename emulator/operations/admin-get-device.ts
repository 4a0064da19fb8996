import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeDevice, requireDevice, requireTracking } from "../users/devices.ts";
import { AdminGetDeviceRequest } from "../wire/shapes.ts";

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
