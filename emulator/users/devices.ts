import type { Pool } from "../pool/pool.ts";
import { invalidUserPoolConfiguration, resourceNotFound } from "../service/fault.ts";
import { pageOf } from "../service/paging.ts";
import { alphabets } from "../service/random.ts";
import type { Service } from "../service/service.ts";
import type { Conversation } from "../sign-in/tokens.ts";
import type { User } from "./user.ts";

/** A device that was confirmed. Those that are remembered are not asked about in DEVICE_SRP_AUTH: that challenge is not emulated. */
export type Device = {
  readonly key: string;
  readonly name: string | undefined;
  readonly createdAt: number;
  modifiedAt: number;
  lastAuthenticatedAt: number;
  remembered: boolean;
};

export const findDevice = (user: User, key: string | undefined): Device | undefined =>
  user.devices?.find((device) => device.key === key);

/** Text: assumed. */
export const requireDevice = (user: User, key: string): Device => {
  const device = findDevice(user, key);
  if (!device) throw resourceNotFound("Device does not exist.");
  return device;
};

/** cognito.md 9; assumed: the text. */
export const requireTracking = ({ settings }: Pool) => {
  if (!settings.DeviceConfiguration) {
    throw invalidUserPoolConfiguration("Device tracking is not configured for this user pool");
  }
  return settings.DeviceConfiguration;
};

/** At the end of a sign-in: a known device, or the key for a new one (API reference, GetTokensFromRefreshToken). */
export const meetDevice = ({ service, client, user, deviceKey }: Conversation) => {
  if (!client.pool.settings.DeviceConfiguration) return { deviceKey: undefined };
  const device = findDevice(user, deviceKey);
  if (device) {
    device.lastAuthenticatedAt = service.clock.now();
    return { deviceKey };
  }
  const DeviceKey = `${service.region}_${service.random.uuid()}`;
  const DeviceGroupKey = `-${service.random.text(alphabets.alphanumeric, 8)}`;
  return { deviceKey: DeviceKey, NewDeviceMetadata: { DeviceKey, DeviceGroupKey } };
};

export const dropDevice = (user: User, device: Device) => {
  const left = user.devices?.filter((other) => other !== device) ?? [];
  user.devices = left.length > 0 ? left : undefined;
};

export const setRemembered = (
  service: Service,
  device: Device,
  status: "remembered" | "not_remembered" | undefined,
) => {
  if (!status) return;
  device.remembered = status === "remembered";
  device.modifiedAt = service.clock.now();
};

/** assumed: which attributes a device has. */
export const describeDevice = (device: Device) => ({
  DeviceKey: device.key,
  DeviceAttributes: [
    { Name: "device_status", Value: "valid" },
    ...(device.name ? [{ Name: "device_name", Value: device.name }] : []),
    { Name: "dev:device_remembered_status", Value: device.remembered ? "remembered" : "not_remembered" },
  ],
  DeviceCreateDate: device.createdAt / 1_000,
  DeviceLastModifiedDate: device.modifiedAt / 1_000,
  DeviceLastAuthenticatedDate: device.lastAuthenticatedAt / 1_000,
});

type PageRequest = { Limit?: number | undefined; PaginationToken?: string | undefined };

export const listDevicesOf = (service: Service, user: User, { Limit, PaginationToken }: PageRequest) => {
  const asked = { Limit, NextToken: PaginationToken };
  const { items, NextToken } = pageOf(service, "devices", user.devices ?? [], { sub: user.sub }, asked);
  return { Devices: items.map(describeDevice), ...(NextToken ? { PaginationToken: NextToken } : {}) };
};
