/** An answer that is an error of the service: the name goes out as `__type` (cognito.md 1.1). Anything else thrown is our bug. */
export class Fault extends Error {
  readonly type: string;
  readonly status: number;

  // Every client fault is HTTP 400 on the wire, throttling and not-found included (cognito.md 1.1).
  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

const named = (type: string) => (message: string) => new Fault(type, message);

export const aliasExists = named("AliasExistsException");
export const codeMismatch = named("CodeMismatchException");
export const duplicateProvider = named("DuplicateProviderException");
export const deviceKeyExists = named("DeviceKeyExistsException");
export const enableSoftwareTokenMfa = named("EnableSoftwareTokenMFAException");
export const expiredCode = named("ExpiredCodeException");
export const featureUnavailable = named("FeatureUnavailableInTierException");
export const groupExists = named("GroupExistsException");
export const invalidParameter = named("InvalidParameterException");
export const invalidPassword = named("InvalidPasswordException");
export const invalidUserPoolConfiguration = named("InvalidUserPoolConfigurationException");
export const limitExceeded = named("LimitExceededException");
export const notAuthorized = named("NotAuthorizedException");
export const operationNotEnabled = named("OperationNotEnabledException");
export const passwordHistoryViolation = named("PasswordHistoryPolicyViolationException");
export const passwordResetRequired = named("PasswordResetRequiredException");
export const preconditionNotMet = named("PreconditionNotMetException");
export const refreshTokenReuse = named("RefreshTokenReuseException");
export const resourceNotFound = named("ResourceNotFoundException");
export const serialization = named("SerializationException");
export const serviceQuotaExceeded = named("ServiceQuotaExceededException");
export const softwareTokenMfaNotFound = named("SoftwareTokenMFANotFoundException");
export const tooManyRequests = named("TooManyRequestsException");
export const unauthorized = named("UnauthorizedException");
export const unsupportedOperation = named("UnsupportedOperationException");
export const unsupportedTokenType = named("UnsupportedTokenTypeException");
export const unsupportedUserState = named("UnsupportedUserStateException");
export const userImportInProgress = named("UserImportInProgressException");
export const userNotConfirmed = named("UserNotConfirmedException");
export const userNotFound = named("UserNotFoundException");
export const userPoolAddOnNotEnabled = named("UserPoolAddOnNotEnabledException");
export const usernameExists = named("UsernameExistsException");

// The texts that AWS services share for credentials that will not do (published in many reports; cognito.md 1.1 has the names).
export const unrecognizedClient = () =>
  new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");
export const expiredToken = () =>
  new Fault("ExpiredTokenException", "The security token included in the request is expired");
