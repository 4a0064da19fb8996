import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { listDevicesOf, requireTracking } from "../users/devices.ts";
import { AdminListDevicesRequest } from "../wire/shapes.ts";

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
