import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { dropDevice, requireDevice, requireTracking } from "../users/devices.ts";
import { AdminForgetDeviceRequest } from "../wire/shapes.ts";

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
