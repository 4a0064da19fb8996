import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { listDevicesOf, requireTracking } from "../users/devices.ts";
import { ListDevicesRequest } from "../wire/shapes.ts";

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
