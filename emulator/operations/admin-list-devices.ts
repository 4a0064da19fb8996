import { listDevicesOf, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminListDevicesRequest } from "../shapes.ts";

export const adminListDevices = operation({
  name: "AdminListDevices",
  signed: true,
  category: "UserResourceRead",
  access: "read",
  input: AdminListDevicesRequest,
  run({ UserPoolId, Username, ...page }, service) {
    const pool = requirePool(service, UserPoolId);
    requireTracking(pool);
    const user = requireUser(pool, Username);
    return listDevicesOf(service, user, page);
  },
});
