import {
  CreateResourceServerCommand,
  CreateUserPoolDomainCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeResourceServerCommand,
  DescribeRiskConfigurationCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetLogDeliveryConfigurationCommand,
  ListResourceServersCommand,
  type LogConfigurationType,
  SetLogDeliveryConfigurationCommand,
  SetRiskConfigurationCommand,
  type SetRiskConfigurationCommandInput,
  UpdateResourceServerCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { outcome, testEmulator } from "../fixture.ts";

const emulator = testEmulator();
const { send } = emulator;

describe("a domain", () => {
  const describeDomain = async (Domain: string) =>
    (await send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;
  const custom = {
    Domain: "auth.example.com",
    CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/one" },
  };

  test("is described by its name alone, shows with the pool, and keeps the pool from being deleted", async () => {
    const UserPoolId = await emulator.createPool();
    expect(await describeDomain("first")).toEqual({});
    await send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: "first", ManagedLoginVersion: 2 }));
    const created = await send(new CreateUserPoolDomainCommand({ UserPoolId, ...custom }));
    expect(created.CloudFrontDomain).toMatch(/\.cloudfront\.net$/);
    expect(await describeDomain("first")).toMatchObject({ UserPoolId, Status: "ACTIVE", ManagedLoginVersion: 2 });
    const { UserPool } = await send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({ Domain: "first", CustomDomain: "auth.example.com" });
    await send(new UpdateUserPoolDomainCommand({ UserPoolId, Domain: "first", ManagedLoginVersion: 1 }));
    expect(await describeDomain("first")).toMatchObject({ ManagedLoginVersion: 1 });
    const remove = () => outcome(send(new DeleteUserPoolCommand({ UserPoolId })));
    expect(await remove()).toMatch(/It has a domain configured that should be deleted first/);
    for (const Domain of ["first", custom.Domain]) await send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    expect(await describeDomain("first")).toEqual({});
    expect(await remove()).toBe("ok");
  });

  test("belongs to one pool, which has one of each kind", async () => {
    const [UserPoolId, other] = [await emulator.createPool(), await emulator.createPool()];
    const create = (id: string, Domain: string) =>
      outcome(send(new CreateUserPoolDomainCommand({ UserPoolId: id, Domain })));
    expect(await create(UserPoolId, "second")).toBe("ok");
    expect(await create(other, "second")).toBe(
      "InvalidParameterException: Domain already associated with another user pool.",
    );
    expect(await create(UserPoolId, "third")).toMatch(/^InvalidParameterException/);
    expect(await outcome(send(new DeleteUserPoolDomainCommand({ UserPoolId: other, Domain: "second" })))).toMatch(
      /^InvalidParameterException/,
    );
  });
});

test("a resource server is created once, changed as a whole, listed in pages and deleted", async () => {
  const UserPoolId = await emulator.createPool();
  const named = { UserPoolId, Identifier: "solar-system-data" };
  const Scopes = [{ ScopeName: "sunproximity.read", ScopeDescription: "Distance in AU" }];
  const create = (Identifier: string) =>
    send(new CreateResourceServerCommand({ UserPoolId, Identifier, Name: "x", Scopes }));
  expect((await create(named.Identifier)).ResourceServer).toEqual({ ...named, Name: "x", Scopes });
  expect(await outcome(create(named.Identifier))).toBe(
    `InvalidParameterException: solar-system-data already exists in user pool ${UserPoolId}.`,
  );
  await create("other");
  const page = await send(new ListResourceServersCommand({ UserPoolId, MaxResults: 1 }));
  expect(page.ResourceServers).toHaveLength(1);
  const rest = await send(new ListResourceServersCommand({ UserPoolId, MaxResults: 1, NextToken: page.NextToken }));
  expect(rest.ResourceServers?.[0]?.Identifier).toBe("other");
  await send(new UpdateResourceServerCommand({ ...named, Name: "renamed" }));
  const describe = async () => (await send(new DescribeResourceServerCommand(named))).ResourceServer;
  expect(await describe()).toEqual({ ...named, Name: "renamed" });
  await send(new DeleteResourceServerCommand(named));
  expect(await outcome(describe())).toMatch(/^ResourceNotFoundException/);
});

describe("what a pool does about risks", () => {
  type Settings = Omit<SetRiskConfigurationCommandInput, "UserPoolId">;
  const block = { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "BLOCK" as const } } };
  const allow = { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "NO_ACTION" as const } } };

  test("is the pool's, unless a client has its own, and goes back to the default", async () => {
    const UserPoolId = await emulator.createPool({
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
    });
    const { id: ClientId } = await emulator.createClient(UserPoolId);
    const set = (settings: Settings) => send(new SetRiskConfigurationCommand({ UserPoolId, ...settings }));
    const shown = async (of: { ClientId?: string } = {}) =>
      (await send(new DescribeRiskConfigurationCommand({ UserPoolId, ...of }))).RiskConfiguration;
    expect(await shown()).toEqual({ UserPoolId });
    await set(block);
    const LastModifiedDate = new Date(emulator.clock.now());
    expect(await shown()).toEqual({ UserPoolId, ...block, LastModifiedDate });
    expect(await shown({ ClientId })).toMatchObject(block);
    await set({ ClientId, ...allow });
    expect(await shown({ ClientId })).toMatchObject({ ClientId, ...allow });
    await set({ ClientId });
    expect(await shown({ ClientId })).toMatchObject(block);
    await set({});
    expect(await shown()).toEqual({ UserPoolId });
  });

  test("is not to be asked without threat protection", async () => {
    const UserPoolId = await emulator.createPool();
    const off = /^UserPoolAddOnNotEnabledException/;
    expect(await outcome(send(new DescribeRiskConfigurationCommand({ UserPoolId })))).toMatch(off);
    expect(await outcome(send(new SetRiskConfigurationCommand({ UserPoolId, ...block })))).toMatch(off);
  });
});

describe("log delivery", () => {
  const CloudWatchLogsConfiguration = { LogGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:cognito" };
  const messages: LogConfigurationType = {
    EventSource: "userNotification",
    LogLevel: "ERROR",
    CloudWatchLogsConfiguration,
  };
  const activity: LogConfigurationType = {
    EventSource: "userAuthEvents",
    LogLevel: "INFO",
    CloudWatchLogsConfiguration,
  };
  const set = (UserPoolId: string, ...LogConfigurations: LogConfigurationType[]) =>
    outcome(send(new SetLogDeliveryConfigurationCommand({ UserPoolId, LogConfigurations })));

  test("is kept as it was set", async () => {
    const UserPoolId = await emulator.createPool();
    const shown = async () =>
      (await send(new GetLogDeliveryConfigurationCommand({ UserPoolId }))).LogDeliveryConfiguration;
    expect(await shown()).toEqual({ UserPoolId, LogConfigurations: [] });
    expect(await set(UserPoolId, messages)).toBe("ok");
    expect(await shown()).toEqual({ UserPoolId, LogConfigurations: [messages] });
  });
  test("of what users do needs the PLUS plan, and each source its own level, once", async () => {
    const UserPoolId = await emulator.createPool();
    expect(await set(UserPoolId, activity)).toMatch(/^FeatureUnavailableInTierException/);
    const plus = await emulator.createPool({ UserPoolTier: "PLUS" });
    expect(await set(plus, messages, activity)).toBe("ok");
    expect(await set(plus, { ...messages, LogLevel: "INFO" })).toMatch(/^InvalidParameterException/);
    expect(await set(plus, messages, messages)).toMatch(/^InvalidParameterException/);
  });
});

describe("the text of a code shows in the template and in the older fields, whichever was set", () => {
  const shown = async (settings: Parameters<typeof emulator.createPool>[0]) => {
    const UserPoolId = await emulator.createPool(settings);
    return (await send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
  };
  const both = {
    EmailVerificationMessage: "Code {####}",
    EmailVerificationSubject: "Hello",
    SmsVerificationMessage: "SMS {####}",
    VerificationMessageTemplate: {
      DefaultEmailOption: "CONFIRM_WITH_CODE",
      EmailMessage: "Code {####}",
      EmailSubject: "Hello",
      SmsMessage: "SMS {####}",
    },
  };
  test("the template", async () => {
    const template = { EmailMessage: "Code {####}", EmailSubject: "Hello", SmsMessage: "SMS {####}" };
    expect(await shown({ VerificationMessageTemplate: template })).toMatchObject(both);
  });
  test("the older fields", async () => {
    const { VerificationMessageTemplate, ...older } = both;
    expect(await shown(older)).toMatchObject(both);
  });
  test("neither", async () => {
    const pool = await shown({});
    expect(pool?.VerificationMessageTemplate).toEqual({ DefaultEmailOption: "CONFIRM_WITH_CODE" });
    expect(pool).not.toHaveProperty("EmailVerificationMessage");
  });
});
