import { listDevicesOf, requireTracking } from "../devices.ts";
import { operation } from "../operation.ts";
import { ListDevicesRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const listDevices = operation({
  name: "ListDevices",
  signed: false,
  category: "UserResourceRead",
  input: ListDevicesRequest,
  run({ AccessToken, ...page }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    requireTracking(pool);
    return listDevicesOf(service, user, page);
  },
});
