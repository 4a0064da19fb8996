import {
  AdminGetUserCommand,
  GetProvisionedLimitCommand,
  ListUsersCommand,
  UpdateProvisionedLimitCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { outcome, testEmulator } from "../fixture.ts";

const emulator = testEmulator({ quotas: true });
const { send } = emulator;

const definition = (Category: string) => ({ LimitClass: "API_CATEGORY" as const, Attributes: { Category } });
const get = async (category: string) => {
  emulator.clock.advance(1_000);
  const { Limit } = await send(new GetProvisionedLimitCommand({ LimitDefinition: definition(category) }));
  return [Limit?.ProvisionedLimitValue, Limit?.FreeLimitValue];
};
const update = (category: string, RequestedLimitValue: number) => {
  emulator.clock.advance(1_000);
  const asked = { LimitDefinition: definition(category), RequestedLimitValue };
  return outcome(send(new UpdateProvisionedLimitCommand(asked)));
};

test("a limit that can be raised is told, raised and kept to", async () => {
  const UserPoolId = await emulator.createPool();
  const readAll = async (count: number) => {
    emulator.clock.advance(10_000);
    // Different users, because each has a rate of its own.
    const reads = Array.from({ length: count }, (_, i) =>
      outcome(send(new AdminGetUserCommand({ UserPoolId, Username: `user${i}` }))),
    );
    return (await Promise.all(reads)).filter((result) => result.startsWith("TooManyRequestsException")).length;
  };
  expect(await get("UserRead")).toEqual([120, 120]);
  expect(await readAll(130)).toBe(10);
  expect(await update("UserRead", 125)).toBe("ok");
  expect(await get("UserRead")).toEqual([125, 120]);
  expect(await readAll(130)).toBe(5);
  expect(await update("UserRead", 119)).toMatch(/^InvalidParameterException/);
  expect(await update("UserRead", 1_000_000)).toMatch(/^ServiceQuotaExceededException/);
});

test.each(["UserList", "UserAccountRecovery", "UserUpdate", "Nonsense"])("%s cannot be raised", async (category) => {
  expect(await outcome(get(category))).toMatch(/^InvalidParameterException/);
  expect(await update(category, 1_000)).toMatch(/^InvalidParameterException/);
  expect(await outcome(send(new ListUsersCommand({ UserPoolId: await emulator.createPool() })))).toBe("ok");
});
