import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { userNotFound } from "../service/fault.ts";
import type { PoolMfa } from "../sign-in/mfa.ts";
import type { PasswordPolicy } from "../users/password.ts";
import type { User } from "../users/user.ts";
import type { ImportJob } from "../users/user-import.ts";
import { type AliasName, Users } from "../users/users.ts";
import type { Infer } from "../wire/shape.ts";
import type { CreateUserPoolClientRequest } from "../wire/shapes.ts";
import { type SchemaAttribute, toSchema } from "./attributes.ts";
import type { ClientSecret } from "./client-secrets.ts";
import { domainNames, type UserPoolDomain } from "./domains.ts";
import type { Group } from "./groups.ts";
import type { IdentityProvider } from "./identity-providers.ts";
import type { LogConfigurations } from "./log-delivery.ts";
import { mirroredTemplates } from "./message-templates.ts";
import { type PoolSettings, toPasswordPolicy } from "./pool-settings.ts";
import type { Replica } from "./replicas.ts";
import type { ResourceServer } from "./resource-servers.ts";
import type { RiskConfiguration } from "./risk.ts";
import { defaultSessions, type SessionConfiguration, type SsoSession } from "./session-configuration.ts";

export type { PoolSettings } from "./pool-settings.ts";
export type ClientSettings = Infer<typeof CreateUserPoolClientRequest>;

export type Client = {
  id: string;
  pool: Pool;
  settings: ClientSettings;
  /** Oldest first; none for a public client, and two at the most. */
  secrets: ClientSecret[];
  /** What was set for managed login, which is not here. */
  sso?: SsoSession | undefined;
  createdAt: number;
  modifiedAt: number;
};

export type SigningKey = { id: string; privateKey: KeyObject; publicKey: KeyObject };

export class Pool {
  readonly id: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  settings: PoolSettings;
  readonly schema: SchemaAttribute[];
  passwordPolicy: PasswordPolicy;
  readonly users: Users;
  readonly clients = new Map<string, Client>();
  readonly groups = new Map<string, Group>();
  mfa: PoolMfa;
  readonly identityProviders = new Map<string, IdentityProvider>();
  readonly importJobs = new Map<string, ImportJob>();
  readonly domains = new Map<string, UserPoolDomain>();
  readonly resourceServers = new Map<string, ResourceServer>();
  /** By client, "" for the pool. */
  readonly risks = new Map<string, RiskConfiguration>();
  logConfigurations: LogConfigurations = [];
  sessions: SessionConfiguration = defaultSessions;
  replica: Replica | undefined = undefined;
  private key: SigningKey | undefined;

  constructor({
    id,
    arn,
    createdAt,
    settings,
  }: { id: string; arn: string; createdAt: number; settings: PoolSettings }) {
    this.id = id;
    this.arn = arn;
    this.createdAt = createdAt;
    this.modifiedAt = createdAt;
    this.settings = settings;
    this.schema = toSchema(settings.Schema ?? []);
    this.passwordPolicy = toPasswordPolicy(settings);
    this.mfa = toPoolMfa(settings);
    this.users = new Users({
      // The API's default is case-sensitive (cognito.md 6).
      caseSensitive: settings.UsernameConfiguration?.CaseSensitive ?? true,
      aliases: new Set<AliasName>(settings.AliasAttributes ?? []),
      usernames: new Set<AliasName>(settings.UsernameAttributes ?? []),
    });
  }

  /** What SRP calls the pool: its id without the Region. */
  get name() {
    return this.id.slice(this.id.indexOf("_") + 1);
  }

  /** Sign in with e-mail or phone: the username is then the sub (cognito.md 6). */
  get usernameIsSub() {
    return (this.settings.UsernameAttributes?.length ?? 0) > 0;
  }

  /** A factor besides the password is offered (cognito.md 2.1). */
  get passwordless() {
    return (
      this.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.some((factor) => factor !== "PASSWORD") ?? false
    );
  }

  /** Stored passwords stay as they are (cognito.md 5.1). */
  configure(settings: PoolSettings, at: number) {
    this.passwordPolicy = toPasswordPolicy(settings);
    this.settings = settings;
    this.modifiedAt = at;
  }

  get hasKey() {
    return this.key !== undefined;
  }

  restoreKey(privateKey: KeyObject, publicKey: KeyObject) {
    this.key = { id: this.keyId, privateKey, publicKey };
  }

  private get keyId() {
    return Buffer.from(this.id).toString("base64");
  }

  /** The key is made when the first token is signed: it takes longer than all else that a pool does. */
  signingKey(): SigningKey {
    if (!this.key) {
      const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      this.key = { id: this.keyId, privateKey, publicKey };
    }
    return this.key;
  }
}

// assumed: a pool that can send SMS messages offers them as a second factor, until SetUserPoolMfaConfig says otherwise.
const toPoolMfa = ({ SmsConfiguration, SmsAuthenticationMessage }: PoolSettings): PoolMfa =>
  SmsConfiguration
    ? { SmsMfaConfiguration: { SmsConfiguration, ...(SmsAuthenticationMessage ? { SmsAuthenticationMessage } : {}) } }
    : {};

const seconds = (milliseconds: number) => milliseconds / 1_000;

/** What DescribeUserPool and CreateUserPool show; fields that were not asked for show their defaults (assumed). */
export const describePool = (pool: Pool) => {
  const { PoolName, Schema, Policies, ...rest } = pool.settings;
  return {
    Id: pool.id,
    Name: PoolName,
    Arn: pool.arn,
    DeletionProtection: "INACTIVE",
    LambdaConfig: {},
    MfaConfiguration: "OFF",
    UserPoolTags: {},
    UserPoolTier: "ESSENTIALS",
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    ...rest,
    ...mirroredTemplates(pool),
    ...domainNames(pool),
    Policies: {
      PasswordPolicy: pool.passwordPolicy,
      SignInPolicy: Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      ...pool.settings.AdminCreateUserConfig,
      UnusedAccountValidityDays: pool.passwordPolicy.TemporaryPasswordValidityDays,
    },
    SchemaAttributes: pool.schema,
    // assumed: exact. The service's figure is approximate and lags (cognito.md 3).
    EstimatedNumberOfUsers: pool.users.size,
    CreationDate: seconds(pool.createdAt),
    LastModifiedDate: seconds(pool.modifiedAt),
  };
};

export const describeClient = (client: Client) => {
  const { GenerateSecret, ClientSecret, ...settings } = client.settings;
  return {
    ClientId: client.id,
    ...(client.secrets[0] === undefined ? {} : { ClientSecret: client.secrets[0].value }),
    CreationDate: seconds(client.createdAt),
    LastModifiedDate: seconds(client.modifiedAt),
    RefreshTokenValidity: 30,
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    ...settings,
    ExplicitAuthFlows: authFlows(client),
  };
};

/** When omitted: refresh token, SRP and custom (cognito.md 7.1). */
export const authFlows = ({ settings }: Client): readonly string[] =>
  settings.ExplicitAuthFlows?.length
    ? settings.ExplicitAuthFlows
    : ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

/** `PreventUserExistenceErrors`: the API's default is LEGACY (cognito.md 7.5). */
export const hidesUsers = ({ settings }: Client) => settings.PreventUserExistenceErrors === "ENABLED";

/** Whom a signed operation means: by username or alias, or a local user by sub; nobody signs in by that (cognito.md 6). */
export const findNamedUser = ({ users }: Pool, name: string): User | undefined => {
  const named = users.find(name);
  if (named) return named;
  const bySub = users.findBySub(name);
  return bySub?.status === "EXTERNAL_PROVIDER" ? undefined : bySub;
};

/** Admin operations always say that a user is not there (cognito.md 2.2, 7.5). */
export const requireUser = (pool: Pool, username: string): User => {
  const user = findNamedUser(pool, username);
  if (!user) throw userNotFound("User does not exist.");
  return user;
};
