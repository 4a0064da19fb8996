// Written by generate-shapes.mjs from the published service model: the constraints of every input (cognito.md 1.1).
// Do not edit by hand.

export const UserPoolIdType = { type: "string", min: 1, max: 55, pattern: "[\\w-]+_[0-9a-zA-Z]+" } as const;
export const CustomAttributeNameType = {
  type: "string",
  min: 1,
  max: 20,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
} as const;
export const AttributeDataType = { type: "string", enum: ["String", "Number", "DateTime", "Boolean"] } as const;
export const BooleanType = { type: "boolean" } as const;
export const StringType = { type: "string", min: 0, max: 131072 } as const;
export const NumberAttributeConstraintsType = {
  type: "structure",
  members: { MinValue: StringType, MaxValue: StringType },
  required: [],
} as const;
export const StringAttributeConstraintsType = {
  type: "structure",
  members: { MinLength: StringType, MaxLength: StringType },
  required: [],
} as const;
export const SchemaAttributeType = {
  type: "structure",
  members: {
    Name: CustomAttributeNameType,
    AttributeDataType: AttributeDataType,
    DeveloperOnlyAttribute: BooleanType,
    Mutable: BooleanType,
    Required: BooleanType,
    NumberAttributeConstraints: NumberAttributeConstraintsType,
    StringAttributeConstraints: StringAttributeConstraintsType,
  },
  required: [],
} as const;
export const CustomAttributesListType = { type: "list", of: SchemaAttributeType, min: 1, max: 25 } as const;
export const AddCustomAttributesRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, CustomAttributes: CustomAttributesListType },
  required: ["UserPoolId", "CustomAttributes"],
} as const;
export const ClientIdType = { type: "string", min: 1, max: 128, pattern: "[\\w+]+", sensitive: true } as const;
export const ClientSecretType = { type: "string", min: 24, max: 64, pattern: "[\\w+]+", sensitive: true } as const;
export const AddUserPoolClientSecretRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType, ClientSecret: ClientSecretType },
  required: ["UserPoolId", "ClientId"],
} as const;
export const UsernameType = {
  type: "string",
  min: 1,
  max: 128,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
  sensitive: true,
} as const;
export const GroupNameType = {
  type: "string",
  min: 1,
  max: 128,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
} as const;
export const AdminAddUserToGroupRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, GroupName: GroupNameType },
  required: ["UserPoolId", "Username", "GroupName"],
} as const;
export const ClientMetadataType = { type: "map", key: StringType, value: StringType } as const;
export const AdminConfirmSignUpRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, ClientMetadata: ClientMetadataType },
  required: ["UserPoolId", "Username"],
} as const;
export const AttributeNameType = {
  type: "string",
  min: 1,
  max: 32,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+",
} as const;
export const AttributeValueType = { type: "string", max: 2048, sensitive: true } as const;
export const AttributeType = {
  type: "structure",
  members: { Name: AttributeNameType, Value: AttributeValueType },
  required: ["Name"],
} as const;
export const AttributeListType = { type: "list", of: AttributeType } as const;
export const PasswordType = { type: "string", max: 256, pattern: "^[\\S]+.*[\\S]+$", sensitive: true } as const;
export const ForceAliasCreation = { type: "boolean" } as const;
export const MessageActionType = { type: "string", enum: ["RESEND", "SUPPRESS"] } as const;
export const DeliveryMediumType = { type: "string", enum: ["SMS", "EMAIL"] } as const;
export const DeliveryMediumListType = { type: "list", of: DeliveryMediumType } as const;
export const AdminCreateUserRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    UserAttributes: AttributeListType,
    ValidationData: AttributeListType,
    TemporaryPassword: PasswordType,
    ForceAliasCreation: ForceAliasCreation,
    MessageAction: MessageActionType,
    DesiredDeliveryMediums: DeliveryMediumListType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["UserPoolId", "Username"],
} as const;
export const AdminDeleteSoftwareTokenRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const AttributeNameListType = { type: "list", of: AttributeNameType } as const;
export const AdminDeleteUserAttributesRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, UserAttributeNames: AttributeNameListType },
  required: ["UserPoolId", "Username", "UserAttributeNames"],
} as const;
export const AdminDeleteUserRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const ProviderNameType = {
  type: "string",
  min: 1,
  max: 32,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+",
} as const;
export const ProviderUserIdentifierType = {
  type: "structure",
  members: { ProviderName: ProviderNameType, ProviderAttributeName: StringType, ProviderAttributeValue: StringType },
  required: [],
} as const;
export const AdminDisableProviderForUserRequest = {
  type: "structure",
  members: { UserPoolId: StringType, User: ProviderUserIdentifierType },
  required: ["UserPoolId", "User"],
} as const;
export const AdminDisableUserRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const AdminEnableUserRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const DeviceKeyType = { type: "string", min: 1, max: 55, pattern: "[\\w-]+_[0-9a-f-]+" } as const;
export const AdminForgetDeviceRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, DeviceKey: DeviceKeyType },
  required: ["UserPoolId", "Username", "DeviceKey"],
} as const;
export const AdminGetDeviceRequest = {
  type: "structure",
  members: { DeviceKey: DeviceKeyType, UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["DeviceKey", "UserPoolId", "Username"],
} as const;
export const AdminGetUserAuthFactorsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const AdminGetUserRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const AuthFlowType = {
  type: "string",
  enum: [
    "USER_SRP_AUTH",
    "REFRESH_TOKEN_AUTH",
    "REFRESH_TOKEN",
    "CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "USER_PASSWORD_AUTH",
    "ADMIN_USER_PASSWORD_AUTH",
    "USER_AUTH",
  ],
} as const;
export const AuthParametersType = { type: "map", key: StringType, value: StringType, sensitive: true } as const;
export const AnalyticsMetadataType = {
  type: "structure",
  members: { AnalyticsEndpointId: StringType },
  required: [],
} as const;
export const HttpHeader = {
  type: "structure",
  members: { headerName: StringType, headerValue: StringType },
  required: [],
} as const;
export const HttpHeaderList = { type: "list", of: HttpHeader } as const;
export const ContextDataType = {
  type: "structure",
  members: {
    IpAddress: StringType,
    ServerName: StringType,
    ServerPath: StringType,
    HttpHeaders: HttpHeaderList,
    EncodedData: StringType,
  },
  required: ["IpAddress", "ServerName", "ServerPath", "HttpHeaders"],
} as const;
export const SessionType = { type: "string", min: 20, max: 2048, sensitive: true } as const;
export const AdminInitiateAuthRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ClientId: ClientIdType,
    AuthFlow: AuthFlowType,
    AuthParameters: AuthParametersType,
    ClientMetadata: ClientMetadataType,
    AnalyticsMetadata: AnalyticsMetadataType,
    ContextData: ContextDataType,
    Session: SessionType,
  },
  required: ["UserPoolId", "ClientId", "AuthFlow"],
} as const;
export const AdminLinkProviderForUserRequest = {
  type: "structure",
  members: {
    UserPoolId: StringType,
    DestinationUser: ProviderUserIdentifierType,
    SourceUser: ProviderUserIdentifierType,
  },
  required: ["UserPoolId", "DestinationUser", "SourceUser"],
} as const;
export const QueryLimitType = { type: "integer", min: 0, max: 60 } as const;
export const SearchPaginationTokenType = { type: "string", min: 1, pattern: "[\\S]+" } as const;
export const AdminListDevicesRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    Limit: QueryLimitType,
    PaginationToken: SearchPaginationTokenType,
  },
  required: ["UserPoolId", "Username"],
} as const;
export const PaginationKey = { type: "string", min: 1, max: 131072, pattern: "[\\S]+" } as const;
export const AdminListGroupsForUserRequest = {
  type: "structure",
  members: { Username: UsernameType, UserPoolId: UserPoolIdType, Limit: QueryLimitType, NextToken: PaginationKey },
  required: ["Username", "UserPoolId"],
} as const;
export const AdminListUserAuthEventsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, MaxResults: QueryLimitType, NextToken: PaginationKey },
  required: ["UserPoolId", "Username"],
} as const;
export const AdminListUserSessionsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, NextToken: PaginationKey },
  required: ["UserPoolId", "Username"],
} as const;
export const AdminRemoveUserFromGroupRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, GroupName: GroupNameType },
  required: ["UserPoolId", "Username", "GroupName"],
} as const;
export const AdminResetUserPasswordRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, ClientMetadata: ClientMetadataType },
  required: ["UserPoolId", "Username"],
} as const;
export const ChallengeNameType = {
  type: "string",
  enum: [
    "SMS_MFA",
    "EMAIL_OTP",
    "SOFTWARE_TOKEN_MFA",
    "SELECT_MFA_TYPE",
    "MFA_SETUP",
    "PASSWORD_VERIFIER",
    "CUSTOM_CHALLENGE",
    "SELECT_CHALLENGE",
    "DEVICE_SRP_AUTH",
    "DEVICE_PASSWORD_VERIFIER",
    "ADMIN_NO_SRP_AUTH",
    "NEW_PASSWORD_REQUIRED",
    "SMS_OTP",
    "PASSWORD",
    "WEB_AUTHN",
    "PASSWORD_SRP",
  ],
} as const;
export const ChallengeResponsesType = { type: "map", key: StringType, value: StringType, sensitive: true } as const;
export const AdminRespondToAuthChallengeRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ClientId: ClientIdType,
    ChallengeName: ChallengeNameType,
    ChallengeResponses: ChallengeResponsesType,
    Session: SessionType,
    AnalyticsMetadata: AnalyticsMetadataType,
    ContextData: ContextDataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["UserPoolId", "ClientId", "ChallengeName"],
} as const;
export const SessionIdType = { type: "string", min: 1, max: 128, pattern: "[a-z0-9]+" } as const;
export const RevokeAssociatedSessionsType = { type: "string", enum: ["NONE", "LINKED"] } as const;
export const AdminRevokeUserSessionRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    SessionId: SessionIdType,
    RevokeAssociatedSessions: RevokeAssociatedSessionsType,
  },
  required: ["UserPoolId", "Username", "SessionId"],
} as const;
export const SMSMfaSettingsType = {
  type: "structure",
  members: { Enabled: BooleanType, PreferredMfa: BooleanType },
  required: [],
} as const;
export const SoftwareTokenMfaSettingsType = {
  type: "structure",
  members: { Enabled: BooleanType, PreferredMfa: BooleanType },
  required: [],
} as const;
export const EmailMfaSettingsType = {
  type: "structure",
  members: { Enabled: BooleanType, PreferredMfa: BooleanType },
  required: [],
} as const;
export const WebAuthnMfaSettingsType = { type: "structure", members: { Enabled: BooleanType }, required: [] } as const;
export const AdminSetUserMFAPreferenceRequest = {
  type: "structure",
  members: {
    SMSMfaSettings: SMSMfaSettingsType,
    SoftwareTokenMfaSettings: SoftwareTokenMfaSettingsType,
    EmailMfaSettings: EmailMfaSettingsType,
    WebAuthnMfaSettings: WebAuthnMfaSettingsType,
    Username: UsernameType,
    UserPoolId: UserPoolIdType,
  },
  required: ["Username", "UserPoolId"],
} as const;
export const AdminSetUserPasswordRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, Password: PasswordType, Permanent: BooleanType },
  required: ["UserPoolId", "Username", "Password"],
} as const;
export const MFAOptionType = {
  type: "structure",
  members: { DeliveryMedium: DeliveryMediumType, AttributeName: AttributeNameType },
  required: [],
} as const;
export const MFAOptionListType = { type: "list", of: MFAOptionType } as const;
export const AdminSetUserSettingsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType, MFAOptions: MFAOptionListType },
  required: ["UserPoolId", "Username", "MFAOptions"],
} as const;
export const EventIdType = { type: "string", min: 1, max: 50, pattern: "[\\w+-]+" } as const;
export const FeedbackValueType = { type: "string", enum: ["Valid", "Invalid"] } as const;
export const AdminUpdateAuthEventFeedbackRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    EventId: EventIdType,
    FeedbackValue: FeedbackValueType,
  },
  required: ["UserPoolId", "Username", "EventId", "FeedbackValue"],
} as const;
export const DeviceRememberedStatusType = { type: "string", enum: ["remembered", "not_remembered"] } as const;
export const AdminUpdateDeviceStatusRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    DeviceKey: DeviceKeyType,
    DeviceRememberedStatus: DeviceRememberedStatusType,
  },
  required: ["UserPoolId", "Username", "DeviceKey"],
} as const;
export const AdminUpdateUserAttributesRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Username: UsernameType,
    UserAttributes: AttributeListType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["UserPoolId", "Username", "UserAttributes"],
} as const;
export const AdminUserGlobalSignOutRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Username: UsernameType },
  required: ["UserPoolId", "Username"],
} as const;
export const TokenModelType = { type: "string", pattern: "[A-Za-z0-9-_=.]+", sensitive: true } as const;
export const AssociateSoftwareTokenRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType, Session: SessionType },
  required: [],
} as const;
export const ChangePasswordRequest = {
  type: "structure",
  members: { PreviousPassword: PasswordType, ProposedPassword: PasswordType, AccessToken: TokenModelType },
  required: ["ProposedPassword", "AccessToken"],
} as const;
export const DeviceSecretVerifierConfigType = {
  type: "structure",
  members: { PasswordVerifier: StringType, Salt: StringType },
  required: [],
} as const;
export const DeviceNameType = { type: "string", min: 1, max: 1024 } as const;
export const ConfirmDeviceRequest = {
  type: "structure",
  members: {
    AccessToken: TokenModelType,
    DeviceKey: DeviceKeyType,
    DeviceSecretVerifierConfig: DeviceSecretVerifierConfigType,
    DeviceName: DeviceNameType,
  },
  required: ["AccessToken", "DeviceKey"],
} as const;
export const SecretHashType = { type: "string", min: 1, max: 128, pattern: "[\\w+=/]+", sensitive: true } as const;
export const ConfirmationCodeType = { type: "string", min: 1, max: 2048, pattern: "[\\S]+" } as const;
export const UserContextDataType = {
  type: "structure",
  members: { IpAddress: StringType, EncodedData: StringType },
  required: [],
  sensitive: true,
} as const;
export const ConfirmForgotPasswordRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    SecretHash: SecretHashType,
    Username: UsernameType,
    ConfirmationCode: ConfirmationCodeType,
    Password: PasswordType,
    AnalyticsMetadata: AnalyticsMetadataType,
    UserContextData: UserContextDataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["ClientId", "Username", "ConfirmationCode", "Password"],
} as const;
export const ConfirmSignUpRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    SecretHash: SecretHashType,
    Username: UsernameType,
    ConfirmationCode: ConfirmationCodeType,
    ForceAliasCreation: ForceAliasCreation,
    AnalyticsMetadata: AnalyticsMetadataType,
    UserContextData: UserContextDataType,
    ClientMetadata: ClientMetadataType,
    Session: SessionType,
  },
  required: ["ClientId", "Username", "ConfirmationCode"],
} as const;
export const DescriptionType = { type: "string", max: 2048 } as const;
export const ArnType = {
  type: "string",
  min: 20,
  max: 2048,
  pattern: "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
} as const;
export const PrecedenceType = { type: "integer", min: 0 } as const;
export const CreateGroupRequest = {
  type: "structure",
  members: {
    GroupName: GroupNameType,
    UserPoolId: UserPoolIdType,
    Description: DescriptionType,
    RoleArn: ArnType,
    Precedence: PrecedenceType,
  },
  required: ["GroupName", "UserPoolId"],
} as const;
export const ProviderNameTypeV2 = {
  type: "string",
  min: 1,
  max: 32,
  pattern: "[^_\\p{Z}][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}][^_\\p{Z}]+",
} as const;
export const IdentityProviderTypeType = {
  type: "string",
  enum: ["SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC"],
} as const;
export const ProviderDetailsType = { type: "map", key: StringType, value: StringType } as const;
export const AttributeMappingKeyType = { type: "string", min: 1, max: 32 } as const;
export const AttributeMappingType = { type: "map", key: AttributeMappingKeyType, value: StringType } as const;
export const IdpIdentifierType = { type: "string", min: 1, max: 40, pattern: "[\\w\\s+=.@-]+" } as const;
export const IdpIdentifiersListType = { type: "list", of: IdpIdentifierType, min: 0, max: 50 } as const;
export const CreateIdentityProviderRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ProviderName: ProviderNameTypeV2,
    ProviderType: IdentityProviderTypeType,
    ProviderDetails: ProviderDetailsType,
    AttributeMapping: AttributeMappingType,
    IdpIdentifiers: IdpIdentifiersListType,
  },
  required: ["UserPoolId", "ProviderName", "ProviderType", "ProviderDetails"],
} as const;
export const ResourceServerIdentifierType = {
  type: "string",
  min: 1,
  max: 256,
  pattern: "[\\x21\\x23-\\x5B\\x5D-\\x7E]+",
} as const;
export const ResourceServerNameType = { type: "string", min: 1, max: 256, pattern: "[\\w\\s+=,.@-]+" } as const;
export const ResourceServerScopeNameType = {
  type: "string",
  min: 1,
  max: 256,
  pattern: "[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+",
} as const;
export const ResourceServerScopeDescriptionType = { type: "string", min: 1, max: 256 } as const;
export const ResourceServerScopeType = {
  type: "structure",
  members: { ScopeName: ResourceServerScopeNameType, ScopeDescription: ResourceServerScopeDescriptionType },
  required: ["ScopeName", "ScopeDescription"],
} as const;
export const ResourceServerScopeListType = { type: "list", of: ResourceServerScopeType, max: 100 } as const;
export const CreateResourceServerRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Identifier: ResourceServerIdentifierType,
    Name: ResourceServerNameType,
    Scopes: ResourceServerScopeListType,
  },
  required: ["UserPoolId", "Identifier", "Name"],
} as const;
export const UserImportJobNameType = { type: "string", min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" } as const;
export const PasswordHashingAlgorithmType = {
  type: "string",
  enum: ["BCRYPT", "SCRYPT", "ARGON2ID", "PBKDF2_SHA256"],
} as const;
export const CreateUserImportJobRequest = {
  type: "structure",
  members: {
    JobName: UserImportJobNameType,
    UserPoolId: UserPoolIdType,
    CloudWatchLogsRoleArn: ArnType,
    PasswordHashingAlgorithm: PasswordHashingAlgorithmType,
  },
  required: ["JobName", "UserPoolId", "CloudWatchLogsRoleArn"],
} as const;
export const ClientNameType = { type: "string", min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" } as const;
export const GenerateSecret = { type: "boolean" } as const;
export const RefreshTokenValidityType = { type: "integer", min: 0, max: 315360000 } as const;
export const AccessTokenValidityType = { type: "integer", min: 1, max: 86400 } as const;
export const IdTokenValidityType = { type: "integer", min: 1, max: 86400 } as const;
export const TimeUnitsType = { type: "string", enum: ["seconds", "minutes", "hours", "days"] } as const;
export const TokenValidityUnitsType = {
  type: "structure",
  members: { AccessToken: TimeUnitsType, IdToken: TimeUnitsType, RefreshToken: TimeUnitsType },
  required: [],
} as const;
export const ClientPermissionType = { type: "string", min: 1, max: 2048 } as const;
export const ClientPermissionListType = { type: "list", of: ClientPermissionType } as const;
export const ExplicitAuthFlowsType = {
  type: "string",
  enum: [
    "ADMIN_NO_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_AUTH",
  ],
} as const;
export const ExplicitAuthFlowsListType = { type: "list", of: ExplicitAuthFlowsType } as const;
export const SupportedIdentityProvidersListType = { type: "list", of: ProviderNameType } as const;
export const RedirectUrlType = {
  type: "string",
  min: 1,
  max: 1024,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
} as const;
export const CallbackURLsListType = { type: "list", of: RedirectUrlType, min: 0, max: 100 } as const;
export const LogoutURLsListType = { type: "list", of: RedirectUrlType, min: 0, max: 100 } as const;
export const OAuthFlowType = { type: "string", enum: ["code", "implicit", "client_credentials"] } as const;
export const OAuthFlowsType = { type: "list", of: OAuthFlowType, min: 0, max: 3 } as const;
export const ScopeType = { type: "string", min: 1, max: 256, pattern: "[\\x21\\x23-\\x5B\\x5D-\\x7E]+" } as const;
export const ScopeListType = { type: "list", of: ScopeType, max: 50 } as const;
export const HexStringType = { type: "string", pattern: "^[0-9a-fA-F]+$" } as const;
export const AnalyticsConfigurationType = {
  type: "structure",
  members: {
    ApplicationId: HexStringType,
    ApplicationArn: ArnType,
    RoleArn: ArnType,
    ExternalId: StringType,
    UserDataShared: BooleanType,
  },
  required: [],
} as const;
export const PreventUserExistenceErrorTypes = { type: "string", enum: ["LEGACY", "ENABLED"] } as const;
export const WrappedBooleanType = { type: "boolean" } as const;
export const AuthSessionValidityType = { type: "integer", min: 3, max: 15 } as const;
export const FeatureType = { type: "string", enum: ["ENABLED", "DISABLED"] } as const;
export const RetryGracePeriodSecondsType = { type: "integer", min: 0, max: 60 } as const;
export const RefreshTokenRotationType = {
  type: "structure",
  members: { Feature: FeatureType, RetryGracePeriodSeconds: RetryGracePeriodSecondsType },
  required: ["Feature"],
} as const;
export const CreateUserPoolClientRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ClientName: ClientNameType,
    GenerateSecret: GenerateSecret,
    ClientSecret: ClientSecretType,
    RefreshTokenValidity: RefreshTokenValidityType,
    AccessTokenValidity: AccessTokenValidityType,
    IdTokenValidity: IdTokenValidityType,
    TokenValidityUnits: TokenValidityUnitsType,
    ReadAttributes: ClientPermissionListType,
    WriteAttributes: ClientPermissionListType,
    ExplicitAuthFlows: ExplicitAuthFlowsListType,
    SupportedIdentityProviders: SupportedIdentityProvidersListType,
    CallbackURLs: CallbackURLsListType,
    LogoutURLs: LogoutURLsListType,
    DefaultRedirectURI: RedirectUrlType,
    AllowedOAuthFlows: OAuthFlowsType,
    AllowedOAuthScopes: ScopeListType,
    AllowedOAuthFlowsUserPoolClient: BooleanType,
    AnalyticsConfiguration: AnalyticsConfigurationType,
    PreventUserExistenceErrors: PreventUserExistenceErrorTypes,
    EnableTokenRevocation: WrappedBooleanType,
    EnablePropagateAdditionalUserContextData: WrappedBooleanType,
    AuthSessionValidity: AuthSessionValidityType,
    RefreshTokenRotation: RefreshTokenRotationType,
  },
  required: ["UserPoolId", "ClientName"],
} as const;
export const DomainType = {
  type: "string",
  min: 1,
  max: 63,
  pattern: "^[a-z0-9](?:[a-z0-9\\-.]{0,61}[a-z0-9])?$",
} as const;
export const WrappedIntegerType = { type: "integer" } as const;
export const SecurityPolicyType = { type: "string", enum: ["TLS_V1", "TLS_V1_2_2021", "TLS_V1_3_2025"] } as const;
export const CustomDomainConfigType = {
  type: "structure",
  members: { CertificateArn: ArnType, SecurityPolicy: SecurityPolicyType },
  required: ["CertificateArn"],
} as const;
export const RegionNameType = { type: "string", min: 5, max: 32 } as const;
export const HealthCheckIdType = { type: "string", max: 64 } as const;
export const FailoverType = {
  type: "structure",
  members: { SecondaryRegion: RegionNameType, PrimaryRoute53HealthCheckId: HealthCheckIdType },
  required: ["SecondaryRegion", "PrimaryRoute53HealthCheckId"],
} as const;
export const RoutingType = { type: "structure", members: { Failover: FailoverType }, required: [] } as const;
export const CreateUserPoolDomainRequest = {
  type: "structure",
  members: {
    Domain: DomainType,
    UserPoolId: UserPoolIdType,
    ManagedLoginVersion: WrappedIntegerType,
    CustomDomainConfig: CustomDomainConfigType,
    Routing: RoutingType,
  },
  required: ["Domain", "UserPoolId"],
} as const;
export const TagKeysType = { type: "string", min: 1, max: 128 } as const;
export const TagValueType = { type: "string", min: 0, max: 256 } as const;
export const UserPoolTagsType = { type: "map", key: TagKeysType, value: TagValueType } as const;
export const CreateUserPoolReplicaRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, RegionName: RegionNameType, UserPoolTags: UserPoolTagsType },
  required: ["UserPoolId", "RegionName"],
} as const;
export const UserPoolNameType = { type: "string", min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" } as const;
export const PasswordPolicyMinLengthType = { type: "integer", min: 6, max: 99 } as const;
export const PasswordHistorySizeType = { type: "integer", min: 0, max: 24 } as const;
export const TemporaryPasswordValidityDaysType = { type: "integer", min: 0, max: 365 } as const;
export const PasswordPolicyType = {
  type: "structure",
  members: {
    MinimumLength: PasswordPolicyMinLengthType,
    RequireUppercase: BooleanType,
    RequireLowercase: BooleanType,
    RequireNumbers: BooleanType,
    RequireSymbols: BooleanType,
    PasswordHistorySize: PasswordHistorySizeType,
    TemporaryPasswordValidityDays: TemporaryPasswordValidityDaysType,
  },
  required: [],
} as const;
export const AuthFactorType = {
  type: "string",
  enum: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN"],
} as const;
export const AllowedFirstAuthFactorsListType = { type: "list", of: AuthFactorType, min: 1, max: 5 } as const;
export const SignInPolicyType = {
  type: "structure",
  members: { AllowedFirstAuthFactors: AllowedFirstAuthFactorsListType },
  required: [],
} as const;
export const UserPoolPolicyType = {
  type: "structure",
  members: { PasswordPolicy: PasswordPolicyType, SignInPolicy: SignInPolicyType },
  required: [],
} as const;
export const DeletionProtectionType = { type: "string", enum: ["ACTIVE", "INACTIVE"] } as const;
export const PreTokenGenerationLambdaVersionType = { type: "string", enum: ["V1_0", "V2_0", "V3_0"] } as const;
export const PreTokenGenerationVersionConfigType = {
  type: "structure",
  members: { LambdaVersion: PreTokenGenerationLambdaVersionType, LambdaArn: ArnType },
  required: ["LambdaVersion", "LambdaArn"],
} as const;
export const CustomSMSSenderLambdaVersionType = { type: "string", enum: ["V1_0"] } as const;
export const CustomSMSLambdaVersionConfigType = {
  type: "structure",
  members: { LambdaVersion: CustomSMSSenderLambdaVersionType, LambdaArn: ArnType },
  required: ["LambdaVersion", "LambdaArn"],
} as const;
export const CustomEmailSenderLambdaVersionType = { type: "string", enum: ["V1_0"] } as const;
export const CustomEmailLambdaVersionConfigType = {
  type: "structure",
  members: { LambdaVersion: CustomEmailSenderLambdaVersionType, LambdaArn: ArnType },
  required: ["LambdaVersion", "LambdaArn"],
} as const;
export const InboundFederationLambdaVersionType = { type: "string", enum: ["V1_0"] } as const;
export const InboundFederationLambdaType = {
  type: "structure",
  members: { LambdaVersion: InboundFederationLambdaVersionType, LambdaArn: ArnType },
  required: ["LambdaVersion", "LambdaArn"],
} as const;
export const LambdaConfigType = {
  type: "structure",
  members: {
    PreSignUp: ArnType,
    CustomMessage: ArnType,
    PostConfirmation: ArnType,
    PreAuthentication: ArnType,
    PostAuthentication: ArnType,
    DefineAuthChallenge: ArnType,
    CreateAuthChallenge: ArnType,
    VerifyAuthChallengeResponse: ArnType,
    PreTokenGeneration: ArnType,
    UserMigration: ArnType,
    PreTokenGenerationConfig: PreTokenGenerationVersionConfigType,
    CustomSMSSender: CustomSMSLambdaVersionConfigType,
    CustomEmailSender: CustomEmailLambdaVersionConfigType,
    KMSKeyID: ArnType,
    InboundFederation: InboundFederationLambdaType,
  },
  required: [],
} as const;
export const VerifiedAttributeType = { type: "string", enum: ["phone_number", "email"] } as const;
export const VerifiedAttributesListType = { type: "list", of: VerifiedAttributeType } as const;
export const AliasAttributeType = { type: "string", enum: ["phone_number", "email", "preferred_username"] } as const;
export const AliasAttributesListType = { type: "list", of: AliasAttributeType } as const;
export const UsernameAttributeType = { type: "string", enum: ["phone_number", "email"] } as const;
export const UsernameAttributesListType = { type: "list", of: UsernameAttributeType } as const;
export const SmsVerificationMessageType = { type: "string", min: 6, max: 140, pattern: ".*\\{####\\}.*" } as const;
export const EmailVerificationMessageType = {
  type: "string",
  min: 6,
  max: 20000,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
} as const;
export const EmailVerificationSubjectType = {
  type: "string",
  min: 1,
  max: 140,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+",
} as const;
export const EmailVerificationMessageByLinkType = {
  type: "string",
  min: 6,
  max: 20000,
  pattern:
    "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{##[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*##\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
} as const;
export const EmailVerificationSubjectByLinkType = {
  type: "string",
  min: 1,
  max: 140,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+",
} as const;
export const DefaultEmailOptionType = { type: "string", enum: ["CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"] } as const;
export const VerificationMessageTemplateType = {
  type: "structure",
  members: {
    SmsMessage: SmsVerificationMessageType,
    EmailMessage: EmailVerificationMessageType,
    EmailSubject: EmailVerificationSubjectType,
    EmailMessageByLink: EmailVerificationMessageByLinkType,
    EmailSubjectByLink: EmailVerificationSubjectByLinkType,
    DefaultEmailOption: DefaultEmailOptionType,
  },
  required: [],
} as const;
export const UserPoolMfaType = { type: "string", enum: ["OFF", "ON", "OPTIONAL"] } as const;
export const AttributesRequireVerificationBeforeUpdateType = { type: "list", of: VerifiedAttributeType } as const;
export const UserAttributeUpdateSettingsType = {
  type: "structure",
  members: { AttributesRequireVerificationBeforeUpdate: AttributesRequireVerificationBeforeUpdateType },
  required: [],
} as const;
export const DeviceConfigurationType = {
  type: "structure",
  members: { ChallengeRequiredOnNewDevice: BooleanType, DeviceOnlyRememberedOnUserPrompt: BooleanType },
  required: [],
} as const;
export const EmailAddressType = {
  type: "string",
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
} as const;
export const EmailSendingAccountType = { type: "string", enum: ["COGNITO_DEFAULT", "DEVELOPER"] } as const;
export const SESConfigurationSet = { type: "string", min: 1, max: 64, pattern: "^[a-zA-Z0-9_-]+$" } as const;
export const EmailConfigurationType = {
  type: "structure",
  members: {
    SourceArn: ArnType,
    ReplyToEmailAddress: EmailAddressType,
    EmailSendingAccount: EmailSendingAccountType,
    From: StringType,
    ConfigurationSet: SESConfigurationSet,
  },
  required: [],
} as const;
export const OptionalArnType = {
  type: "string",
  min: 0,
  max: 2048,
  pattern: "(arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?)?",
} as const;
export const RegionCodeType = { type: "string", min: 5, max: 32 } as const;
export const EumsSmsConfigurationType = {
  type: "structure",
  members: {
    CallerArn: ArnType,
    ExternalId: StringType,
    OriginationIdentity: StringType,
    ConfigurationSetName: StringType,
    InEntityId: StringType,
    InTemplateId: StringType,
    Region: RegionCodeType,
  },
  required: ["CallerArn"],
} as const;
export const SmsConfigurationType = {
  type: "structure",
  members: {
    SnsCallerArn: OptionalArnType,
    ExternalId: StringType,
    SnsRegion: RegionCodeType,
    EumsSms: EumsSmsConfigurationType,
  },
  required: [],
} as const;
export const AdminCreateUserUnusedAccountValidityDaysType = { type: "integer", min: 0, max: 365 } as const;
export const SmsInviteMessageType = { type: "string", min: 6, max: 140, pattern: "(?s).*" } as const;
export const EmailInviteMessageType = {
  type: "string",
  min: 6,
  max: 20000,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
} as const;
export const MessageTemplateType = {
  type: "structure",
  members: {
    SMSMessage: SmsInviteMessageType,
    EmailMessage: EmailInviteMessageType,
    EmailSubject: EmailVerificationSubjectType,
  },
  required: [],
} as const;
export const AdminCreateUserConfigType = {
  type: "structure",
  members: {
    AllowAdminCreateUserOnly: BooleanType,
    UnusedAccountValidityDays: AdminCreateUserUnusedAccountValidityDaysType,
    InviteMessageTemplate: MessageTemplateType,
  },
  required: [],
} as const;
export const SchemaAttributesListType = { type: "list", of: SchemaAttributeType, min: 1, max: 50 } as const;
export const AdvancedSecurityModeType = { type: "string", enum: ["OFF", "AUDIT", "ENFORCED"] } as const;
export const AdvancedSecurityEnabledModeType = { type: "string", enum: ["AUDIT", "ENFORCED"] } as const;
export const AdvancedSecurityAdditionalFlowsType = {
  type: "structure",
  members: { CustomAuthMode: AdvancedSecurityEnabledModeType },
  required: [],
} as const;
export const UserPoolAddOnsType = {
  type: "structure",
  members: {
    AdvancedSecurityMode: AdvancedSecurityModeType,
    AdvancedSecurityAdditionalFlows: AdvancedSecurityAdditionalFlowsType,
  },
  required: ["AdvancedSecurityMode"],
} as const;
export const UsernameConfigurationType = {
  type: "structure",
  members: { CaseSensitive: WrappedBooleanType },
  required: ["CaseSensitive"],
} as const;
export const PriorityType = { type: "integer", min: 1, max: 2 } as const;
export const RecoveryOptionNameType = {
  type: "string",
  enum: ["verified_email", "verified_phone_number", "admin_only"],
} as const;
export const RecoveryOptionType = {
  type: "structure",
  members: { Priority: PriorityType, Name: RecoveryOptionNameType },
  required: ["Priority", "Name"],
} as const;
export const RecoveryMechanismsType = { type: "list", of: RecoveryOptionType, min: 1, max: 2 } as const;
export const AccountRecoverySettingType = {
  type: "structure",
  members: { RecoveryMechanisms: RecoveryMechanismsType },
  required: [],
} as const;
export const UserPoolTierType = { type: "string", enum: ["LITE", "ESSENTIALS", "PLUS"] } as const;
export const EncryptionKeyType = { type: "string", enum: ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY"] } as const;
export const EncryptionKeyArnType = {
  type: "string",
  min: 20,
  max: 2048,
  pattern: "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
} as const;
export const KeyConfigurationType = {
  type: "structure",
  members: { KeyType: EncryptionKeyType, KmsKeyArn: EncryptionKeyArnType },
  required: [],
} as const;
export const IssuerType = { type: "string", enum: ["ORIGINAL", "UPDATED"] } as const;
export const IssuerConfigurationType = { type: "structure", members: { Type: IssuerType }, required: [] } as const;
export const CreateUserPoolRequest = {
  type: "structure",
  members: {
    PoolName: UserPoolNameType,
    Policies: UserPoolPolicyType,
    DeletionProtection: DeletionProtectionType,
    LambdaConfig: LambdaConfigType,
    AutoVerifiedAttributes: VerifiedAttributesListType,
    AliasAttributes: AliasAttributesListType,
    UsernameAttributes: UsernameAttributesListType,
    SmsVerificationMessage: SmsVerificationMessageType,
    EmailVerificationMessage: EmailVerificationMessageType,
    EmailVerificationSubject: EmailVerificationSubjectType,
    VerificationMessageTemplate: VerificationMessageTemplateType,
    SmsAuthenticationMessage: SmsVerificationMessageType,
    MfaConfiguration: UserPoolMfaType,
    UserAttributeUpdateSettings: UserAttributeUpdateSettingsType,
    DeviceConfiguration: DeviceConfigurationType,
    EmailConfiguration: EmailConfigurationType,
    SmsConfiguration: SmsConfigurationType,
    UserPoolTags: UserPoolTagsType,
    AdminCreateUserConfig: AdminCreateUserConfigType,
    Schema: SchemaAttributesListType,
    UserPoolAddOns: UserPoolAddOnsType,
    UsernameConfiguration: UsernameConfigurationType,
    AccountRecoverySetting: AccountRecoverySettingType,
    UserPoolTier: UserPoolTierType,
    KeyConfiguration: KeyConfigurationType,
    IssuerConfiguration: IssuerConfigurationType,
  },
  required: ["PoolName"],
} as const;
export const DeleteGroupRequest = {
  type: "structure",
  members: { GroupName: GroupNameType, UserPoolId: UserPoolIdType },
  required: ["GroupName", "UserPoolId"],
} as const;
export const DeleteIdentityProviderRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ProviderName: ProviderNameType },
  required: ["UserPoolId", "ProviderName"],
} as const;
export const DeleteResourceServerRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Identifier: ResourceServerIdentifierType },
  required: ["UserPoolId", "Identifier"],
} as const;
export const DeleteUserAttributesRequest = {
  type: "structure",
  members: { UserAttributeNames: AttributeNameListType, AccessToken: TokenModelType },
  required: ["UserAttributeNames", "AccessToken"],
} as const;
export const ClientSecretIdType = { type: "string", min: 1, max: 128 } as const;
export const DeleteUserPoolClientSecretRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType, ClientSecretId: ClientSecretIdType },
  required: ["UserPoolId", "ClientId", "ClientSecretId"],
} as const;
export const DeleteUserPoolClientRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType },
  required: ["UserPoolId", "ClientId"],
} as const;
export const DeleteUserPoolDomainRequest = {
  type: "structure",
  members: { Domain: DomainType, UserPoolId: UserPoolIdType },
  required: ["Domain", "UserPoolId"],
} as const;
export const DeleteUserPoolReplicaRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, RegionName: RegionNameType },
  required: ["UserPoolId", "RegionName"],
} as const;
export const DeleteUserPoolRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const DeleteUserRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType },
  required: ["AccessToken"],
} as const;
export const DescribeIdentityProviderRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ProviderName: ProviderNameType },
  required: ["UserPoolId", "ProviderName"],
} as const;
export const DescribeResourceServerRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Identifier: ResourceServerIdentifierType },
  required: ["UserPoolId", "Identifier"],
} as const;
export const DescribeRiskConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType },
  required: ["UserPoolId"],
} as const;
export const UserImportJobIdType = { type: "string", min: 1, max: 55, pattern: "import-[0-9a-zA-Z-]+" } as const;
export const DescribeUserImportJobRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, JobId: UserImportJobIdType },
  required: ["UserPoolId", "JobId"],
} as const;
export const DescribeUserPoolClientRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType },
  required: ["UserPoolId", "ClientId"],
} as const;
export const DescribeUserPoolDomainRequest = {
  type: "structure",
  members: { Domain: DomainType },
  required: ["Domain"],
} as const;
export const DescribeUserPoolRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const ForgetDeviceRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType, DeviceKey: DeviceKeyType },
  required: ["DeviceKey"],
} as const;
export const ForgotPasswordRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    SecretHash: SecretHashType,
    UserContextData: UserContextDataType,
    Username: UsernameType,
    AnalyticsMetadata: AnalyticsMetadataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["ClientId", "Username"],
} as const;
export const GetCSVHeaderRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const GetDeviceRequest = {
  type: "structure",
  members: { DeviceKey: DeviceKeyType, AccessToken: TokenModelType },
  required: ["DeviceKey"],
} as const;
export const GetGroupRequest = {
  type: "structure",
  members: { GroupName: GroupNameType, UserPoolId: UserPoolIdType },
  required: ["GroupName", "UserPoolId"],
} as const;
export const GetIdentityProviderByIdentifierRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, IdpIdentifier: IdpIdentifierType },
  required: ["UserPoolId", "IdpIdentifier"],
} as const;
export const GetLogDeliveryConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const LimitClass = { type: "string", enum: ["API_CATEGORY"] } as const;
export const StringToStringMapType = { type: "map", key: StringType, value: StringType } as const;
export const LimitDefinitionType = {
  type: "structure",
  members: { LimitClass: LimitClass, Attributes: StringToStringMapType },
  required: ["LimitClass", "Attributes"],
} as const;
export const GetProvisionedLimitRequest = {
  type: "structure",
  members: { LimitDefinition: LimitDefinitionType },
  required: ["LimitDefinition"],
} as const;
export const GetTokensFromRefreshTokenRequest = {
  type: "structure",
  members: {
    RefreshToken: TokenModelType,
    ClientId: ClientIdType,
    ClientSecret: ClientSecretType,
    DeviceKey: DeviceKeyType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["RefreshToken", "ClientId"],
} as const;
export const GetUserAttributeVerificationCodeRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType, AttributeName: AttributeNameType, ClientMetadata: ClientMetadataType },
  required: ["AccessToken", "AttributeName"],
} as const;
export const GetUserAuthFactorsRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType },
  required: ["AccessToken"],
} as const;
export const GetUserPoolClientSessionConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType },
  required: ["UserPoolId", "ClientId"],
} as const;
export const GetUserPoolMfaConfigRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const GetUserPoolSessionConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType },
  required: ["UserPoolId"],
} as const;
export const GetUserRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType },
  required: ["AccessToken"],
} as const;
export const GlobalSignOutRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType },
  required: ["AccessToken"],
} as const;
export const InitiateAuthRequest = {
  type: "structure",
  members: {
    AuthFlow: AuthFlowType,
    AuthParameters: AuthParametersType,
    ClientMetadata: ClientMetadataType,
    ClientId: ClientIdType,
    AnalyticsMetadata: AnalyticsMetadataType,
    UserContextData: UserContextDataType,
    Session: SessionType,
  },
  required: ["AuthFlow", "ClientId"],
} as const;
export const ListDevicesRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType, Limit: QueryLimitType, PaginationToken: SearchPaginationTokenType },
  required: ["AccessToken"],
} as const;
export const ListGroupsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, Limit: QueryLimitType, NextToken: PaginationKey },
  required: ["UserPoolId"],
} as const;
export const ListProvidersLimitType = { type: "integer", min: 0, max: 60 } as const;
export const PaginationKeyType = { type: "string", min: 1, pattern: "[\\S]+" } as const;
export const ListIdentityProvidersRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, MaxResults: ListProvidersLimitType, NextToken: PaginationKeyType },
  required: ["UserPoolId"],
} as const;
export const ListResourceServersLimitType = { type: "integer", min: 1, max: 50 } as const;
export const ListResourceServersRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, MaxResults: ListResourceServersLimitType, NextToken: PaginationKeyType },
  required: ["UserPoolId"],
} as const;
export const ListTagsForResourceRequest = {
  type: "structure",
  members: { ResourceArn: ArnType },
  required: ["ResourceArn"],
} as const;
export const PoolQueryLimitType = { type: "integer", min: 1, max: 60 } as const;
export const ListUserImportJobsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, MaxResults: PoolQueryLimitType, PaginationToken: PaginationKeyType },
  required: ["UserPoolId", "MaxResults"],
} as const;
export const ListUserPoolClientSecretsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType, NextToken: PaginationKey },
  required: ["UserPoolId", "ClientId"],
} as const;
export const QueryLimit = { type: "integer", min: 1, max: 60 } as const;
export const ListUserPoolClientsRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, MaxResults: QueryLimit, NextToken: PaginationKey },
  required: ["UserPoolId"],
} as const;
export const ListUserPoolReplicasRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, NextToken: PaginationKeyType },
  required: ["UserPoolId"],
} as const;
export const ListUserPoolsRequest = {
  type: "structure",
  members: { NextToken: PaginationKeyType, MaxResults: PoolQueryLimitType },
  required: ["MaxResults"],
} as const;
export const ListUsersInGroupRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, GroupName: GroupNameType, Limit: QueryLimitType, NextToken: PaginationKey },
  required: ["UserPoolId", "GroupName"],
} as const;
export const SearchedAttributeNamesListType = { type: "list", of: AttributeNameType } as const;
export const UserFilterType = { type: "string", max: 256 } as const;
export const ListUsersRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    AttributesToGet: SearchedAttributeNamesListType,
    Limit: QueryLimitType,
    PaginationToken: SearchPaginationTokenType,
    Filter: UserFilterType,
  },
  required: ["UserPoolId"],
} as const;
export const ResendConfirmationCodeRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    SecretHash: SecretHashType,
    UserContextData: UserContextDataType,
    Username: UsernameType,
    AnalyticsMetadata: AnalyticsMetadataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["ClientId", "Username"],
} as const;
export const RespondToAuthChallengeRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    ChallengeName: ChallengeNameType,
    Session: SessionType,
    ChallengeResponses: ChallengeResponsesType,
    AnalyticsMetadata: AnalyticsMetadataType,
    UserContextData: UserContextDataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["ClientId", "ChallengeName"],
} as const;
export const RevokeTokenRequest = {
  type: "structure",
  members: { Token: TokenModelType, ClientId: ClientIdType, ClientSecret: ClientSecretType },
  required: ["Token", "ClientId"],
} as const;
export const LogLevel = { type: "string", enum: ["ERROR", "INFO"] } as const;
export const EventSourceName = { type: "string", enum: ["userNotification", "userAuthEvents"] } as const;
export const CloudWatchLogsConfigurationType = {
  type: "structure",
  members: { LogGroupArn: ArnType },
  required: [],
} as const;
export const S3ArnType = {
  type: "string",
  min: 3,
  max: 1024,
  pattern: "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:::[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
} as const;
export const S3ConfigurationType = { type: "structure", members: { BucketArn: S3ArnType }, required: [] } as const;
export const FirehoseConfigurationType = { type: "structure", members: { StreamArn: ArnType }, required: [] } as const;
export const LogConfigurationType = {
  type: "structure",
  members: {
    LogLevel: LogLevel,
    EventSource: EventSourceName,
    CloudWatchLogsConfiguration: CloudWatchLogsConfigurationType,
    S3Configuration: S3ConfigurationType,
    FirehoseConfiguration: FirehoseConfigurationType,
  },
  required: ["LogLevel", "EventSource"],
} as const;
export const LogConfigurationListType = { type: "list", of: LogConfigurationType, min: 0, max: 2 } as const;
export const SetLogDeliveryConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, LogConfigurations: LogConfigurationListType },
  required: ["UserPoolId", "LogConfigurations"],
} as const;
export const EventFilterType = { type: "string", enum: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"] } as const;
export const EventFiltersType = { type: "list", of: EventFilterType } as const;
export const CompromisedCredentialsEventActionType = { type: "string", enum: ["BLOCK", "NO_ACTION"] } as const;
export const CompromisedCredentialsActionsType = {
  type: "structure",
  members: { EventAction: CompromisedCredentialsEventActionType },
  required: ["EventAction"],
} as const;
export const CompromisedCredentialsRiskConfigurationType = {
  type: "structure",
  members: { EventFilter: EventFiltersType, Actions: CompromisedCredentialsActionsType },
  required: ["Actions"],
} as const;
export const EmailNotificationSubjectType = {
  type: "string",
  min: 1,
  max: 140,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+",
} as const;
export const EmailNotificationBodyType = {
  type: "string",
  min: 6,
  max: 20000,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]+",
} as const;
export const NotifyEmailType = {
  type: "structure",
  members: {
    Subject: EmailNotificationSubjectType,
    HtmlBody: EmailNotificationBodyType,
    TextBody: EmailNotificationBodyType,
  },
  required: ["Subject"],
} as const;
export const NotifyConfigurationType = {
  type: "structure",
  members: {
    From: StringType,
    ReplyTo: StringType,
    SourceArn: ArnType,
    BlockEmail: NotifyEmailType,
    NoActionEmail: NotifyEmailType,
    MfaEmail: NotifyEmailType,
  },
  required: ["SourceArn"],
} as const;
export const AccountTakeoverActionNotifyType = { type: "boolean" } as const;
export const AccountTakeoverEventActionType = {
  type: "string",
  enum: ["BLOCK", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "NO_ACTION"],
} as const;
export const AccountTakeoverActionType = {
  type: "structure",
  members: { Notify: AccountTakeoverActionNotifyType, EventAction: AccountTakeoverEventActionType },
  required: ["Notify", "EventAction"],
} as const;
export const AccountTakeoverActionsType = {
  type: "structure",
  members: {
    LowAction: AccountTakeoverActionType,
    MediumAction: AccountTakeoverActionType,
    HighAction: AccountTakeoverActionType,
  },
  required: [],
} as const;
export const AccountTakeoverRiskConfigurationType = {
  type: "structure",
  members: { NotifyConfiguration: NotifyConfigurationType, Actions: AccountTakeoverActionsType },
  required: ["Actions"],
} as const;
export const BlockedIPRangeListType = { type: "list", of: StringType, max: 200 } as const;
export const SkippedIPRangeListType = { type: "list", of: StringType, max: 200 } as const;
export const RiskExceptionConfigurationType = {
  type: "structure",
  members: { BlockedIPRangeList: BlockedIPRangeListType, SkippedIPRangeList: SkippedIPRangeListType },
  required: [],
} as const;
export const SetRiskConfigurationRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ClientId: ClientIdType,
    CompromisedCredentialsRiskConfiguration: CompromisedCredentialsRiskConfigurationType,
    AccountTakeoverRiskConfiguration: AccountTakeoverRiskConfigurationType,
    RiskExceptionConfiguration: RiskExceptionConfigurationType,
  },
  required: ["UserPoolId"],
} as const;
export const SetUserMFAPreferenceRequest = {
  type: "structure",
  members: {
    SMSMfaSettings: SMSMfaSettingsType,
    SoftwareTokenMfaSettings: SoftwareTokenMfaSettingsType,
    EmailMfaSettings: EmailMfaSettingsType,
    WebAuthnMfaSettings: WebAuthnMfaSettingsType,
    AccessToken: TokenModelType,
  },
  required: ["AccessToken"],
} as const;
export const MaxValidityMinutesType = { type: "integer", min: 0, max: 129600 } as const;
export const ClientSSOSessionConfigType = {
  type: "structure",
  members: { MaxValidityMinutes: MaxValidityMinutesType },
  required: ["MaxValidityMinutes"],
} as const;
export const SetUserPoolClientSessionConfigurationRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, ClientId: ClientIdType, SSOSession: ClientSSOSessionConfigType },
  required: ["UserPoolId", "ClientId", "SSOSession"],
} as const;
export const SmsMfaConfigType = {
  type: "structure",
  members: { SmsAuthenticationMessage: SmsVerificationMessageType, SmsConfiguration: SmsConfigurationType },
  required: [],
} as const;
export const SoftwareTokenMfaConfigType = {
  type: "structure",
  members: { Enabled: BooleanType },
  required: [],
} as const;
export const EmailMfaMessageType = {
  type: "string",
  min: 6,
  max: 20000,
  pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
} as const;
export const EmailMfaSubjectType = { type: "string", pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+" } as const;
export const EmailMfaConfigType = {
  type: "structure",
  members: { Message: EmailMfaMessageType, Subject: EmailMfaSubjectType },
  required: [],
} as const;
export const RelyingPartyIdType = { type: "string", min: 1, max: 127 } as const;
export const UserVerificationType = { type: "string", enum: ["required", "preferred"] } as const;
export const WebAuthnFactorConfigurationType = {
  type: "string",
  enum: ["SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION"],
} as const;
export const WebAuthnConfigurationType = {
  type: "structure",
  members: {
    RelyingPartyId: RelyingPartyIdType,
    UserVerification: UserVerificationType,
    FactorConfiguration: WebAuthnFactorConfigurationType,
  },
  required: [],
} as const;
export const SetUserPoolMfaConfigRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    SmsMfaConfiguration: SmsMfaConfigType,
    SoftwareTokenMfaConfiguration: SoftwareTokenMfaConfigType,
    EmailMfaConfiguration: EmailMfaConfigType,
    MfaConfiguration: UserPoolMfaType,
    WebAuthnConfiguration: WebAuthnConfigurationType,
  },
  required: ["UserPoolId"],
} as const;
export const UserSessionTrackingType = { type: "string", enum: ["ENABLED", "DISABLED"] } as const;
export const MaxPerUserType = { type: "integer", min: 1, max: 100 } as const;
export const UserPoolTokenSessionConfigType = {
  type: "structure",
  members: { MaxPerUser: MaxPerUserType },
  required: ["MaxPerUser"],
} as const;
export const SetUserPoolSessionConfigurationRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    UserSessionTracking: UserSessionTrackingType,
    TokenSession: UserPoolTokenSessionConfigType,
  },
  required: ["UserPoolId", "UserSessionTracking", "TokenSession"],
} as const;
export const SignUpRequest = {
  type: "structure",
  members: {
    ClientId: ClientIdType,
    SecretHash: SecretHashType,
    Username: UsernameType,
    Password: PasswordType,
    UserAttributes: AttributeListType,
    ValidationData: AttributeListType,
    AnalyticsMetadata: AnalyticsMetadataType,
    UserContextData: UserContextDataType,
    ClientMetadata: ClientMetadataType,
  },
  required: ["ClientId", "Username"],
} as const;
export const StartUserImportJobRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, JobId: UserImportJobIdType },
  required: ["UserPoolId", "JobId"],
} as const;
export const StopUserImportJobRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, JobId: UserImportJobIdType },
  required: ["UserPoolId", "JobId"],
} as const;
export const TagResourceRequest = {
  type: "structure",
  members: { ResourceArn: ArnType, Tags: UserPoolTagsType },
  required: ["ResourceArn", "Tags"],
} as const;
export const UserPoolTagsListType = { type: "list", of: TagKeysType } as const;
export const UntagResourceRequest = {
  type: "structure",
  members: { ResourceArn: ArnType, TagKeys: UserPoolTagsListType },
  required: ["ResourceArn", "TagKeys"],
} as const;
export const UpdateDeviceStatusRequest = {
  type: "structure",
  members: {
    AccessToken: TokenModelType,
    DeviceKey: DeviceKeyType,
    DeviceRememberedStatus: DeviceRememberedStatusType,
  },
  required: ["AccessToken", "DeviceKey"],
} as const;
export const UpdateGroupRequest = {
  type: "structure",
  members: {
    GroupName: GroupNameType,
    UserPoolId: UserPoolIdType,
    Description: DescriptionType,
    RoleArn: ArnType,
    Precedence: PrecedenceType,
  },
  required: ["GroupName", "UserPoolId"],
} as const;
export const UpdateIdentityProviderRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ProviderName: ProviderNameType,
    ProviderDetails: ProviderDetailsType,
    AttributeMapping: AttributeMappingType,
    IdpIdentifiers: IdpIdentifiersListType,
  },
  required: ["UserPoolId", "ProviderName"],
} as const;
export const IntegerType = { type: "integer" } as const;
export const UpdateProvisionedLimitRequest = {
  type: "structure",
  members: { LimitDefinition: LimitDefinitionType, RequestedLimitValue: IntegerType },
  required: ["LimitDefinition", "RequestedLimitValue"],
} as const;
export const UpdateResourceServerRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Identifier: ResourceServerIdentifierType,
    Name: ResourceServerNameType,
    Scopes: ResourceServerScopeListType,
  },
  required: ["UserPoolId", "Identifier", "Name"],
} as const;
export const UpdateUserAttributesRequest = {
  type: "structure",
  members: { UserAttributes: AttributeListType, AccessToken: TokenModelType, ClientMetadata: ClientMetadataType },
  required: ["UserAttributes", "AccessToken"],
} as const;
export const UpdateUserPoolClientRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    ClientId: ClientIdType,
    ClientName: ClientNameType,
    RefreshTokenValidity: RefreshTokenValidityType,
    AccessTokenValidity: AccessTokenValidityType,
    IdTokenValidity: IdTokenValidityType,
    TokenValidityUnits: TokenValidityUnitsType,
    ReadAttributes: ClientPermissionListType,
    WriteAttributes: ClientPermissionListType,
    ExplicitAuthFlows: ExplicitAuthFlowsListType,
    SupportedIdentityProviders: SupportedIdentityProvidersListType,
    CallbackURLs: CallbackURLsListType,
    LogoutURLs: LogoutURLsListType,
    DefaultRedirectURI: RedirectUrlType,
    AllowedOAuthFlows: OAuthFlowsType,
    AllowedOAuthScopes: ScopeListType,
    AllowedOAuthFlowsUserPoolClient: BooleanType,
    AnalyticsConfiguration: AnalyticsConfigurationType,
    PreventUserExistenceErrors: PreventUserExistenceErrorTypes,
    EnableTokenRevocation: WrappedBooleanType,
    EnablePropagateAdditionalUserContextData: WrappedBooleanType,
    AuthSessionValidity: AuthSessionValidityType,
    RefreshTokenRotation: RefreshTokenRotationType,
  },
  required: ["UserPoolId", "ClientId"],
} as const;
export const UpdateUserPoolDomainRequest = {
  type: "structure",
  members: {
    Domain: DomainType,
    UserPoolId: UserPoolIdType,
    ManagedLoginVersion: WrappedIntegerType,
    CustomDomainConfig: CustomDomainConfigType,
    Routing: RoutingType,
  },
  required: ["Domain", "UserPoolId"],
} as const;
export const UpdateReplicaStatusType = { type: "string", enum: ["ACTIVE", "INACTIVE"] } as const;
export const UpdateUserPoolReplicaRequest = {
  type: "structure",
  members: { UserPoolId: UserPoolIdType, RegionName: RegionNameType, Status: UpdateReplicaStatusType },
  required: ["UserPoolId", "RegionName", "Status"],
} as const;
export const UpdateUserPoolRequest = {
  type: "structure",
  members: {
    UserPoolId: UserPoolIdType,
    Policies: UserPoolPolicyType,
    DeletionProtection: DeletionProtectionType,
    LambdaConfig: LambdaConfigType,
    AutoVerifiedAttributes: VerifiedAttributesListType,
    SmsVerificationMessage: SmsVerificationMessageType,
    EmailVerificationMessage: EmailVerificationMessageType,
    EmailVerificationSubject: EmailVerificationSubjectType,
    VerificationMessageTemplate: VerificationMessageTemplateType,
    SmsAuthenticationMessage: SmsVerificationMessageType,
    UserAttributeUpdateSettings: UserAttributeUpdateSettingsType,
    MfaConfiguration: UserPoolMfaType,
    DeviceConfiguration: DeviceConfigurationType,
    EmailConfiguration: EmailConfigurationType,
    SmsConfiguration: SmsConfigurationType,
    UserPoolTags: UserPoolTagsType,
    AdminCreateUserConfig: AdminCreateUserConfigType,
    UserPoolAddOns: UserPoolAddOnsType,
    AccountRecoverySetting: AccountRecoverySettingType,
    PoolName: UserPoolNameType,
    UserPoolTier: UserPoolTierType,
    KeyConfiguration: KeyConfigurationType,
    IssuerConfiguration: IssuerConfigurationType,
  },
  required: ["UserPoolId"],
} as const;
export const SoftwareTokenMFAUserCodeType = {
  type: "string",
  min: 6,
  max: 6,
  pattern: "[0-9]+",
  sensitive: true,
} as const;
export const VerifySoftwareTokenRequest = {
  type: "structure",
  members: {
    AccessToken: TokenModelType,
    Session: SessionType,
    UserCode: SoftwareTokenMFAUserCodeType,
    FriendlyDeviceName: StringType,
  },
  required: ["UserCode"],
} as const;
export const VerifyUserAttributeRequest = {
  type: "structure",
  members: { AccessToken: TokenModelType, AttributeName: AttributeNameType, Code: ConfirmationCodeType },
  required: ["AccessToken", "AttributeName", "Code"],
} as const;
