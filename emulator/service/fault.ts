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

const faultOf = (type: string) => (message: string) => new Fault(type, message);

export const aliasExists = faultOf("AliasExistsException");
export const codeMismatch = faultOf("CodeMismatchException");
export const duplicateProvider = faultOf("DuplicateProviderException");
export const deviceKeyExists = faultOf("DeviceKeyExistsException");
export const enableSoftwareTokenMfa = faultOf("EnableSoftwareTokenMFAException");
export const expiredCode = faultOf("ExpiredCodeException");
export const featureUnavailable = faultOf("FeatureUnavailableInTierException");
export const groupExists = faultOf("GroupExistsException");
export const invalidParameter = faultOf("InvalidParameterException");
export const invalidPassword = faultOf("InvalidPasswordException");
export const invalidUserPoolConfiguration = faultOf("InvalidUserPoolConfigurationException");
export const limitExceeded = faultOf("LimitExceededException");
export const notAuthorized = faultOf("NotAuthorizedException");
export const operationNotEnabled = faultOf("OperationNotEnabledException");
export const passwordHistoryViolation = faultOf("PasswordHistoryPolicyViolationException");
export const passwordResetRequired = faultOf("PasswordResetRequiredException");
export const preconditionNotMet = faultOf("PreconditionNotMetException");
export const refreshTokenReuse = faultOf("RefreshTokenReuseException");
export const resourceNotFound = faultOf("ResourceNotFoundException");
export const serialization = faultOf("SerializationException");
export const serviceQuotaExceeded = faultOf("ServiceQuotaExceededException");
export const softwareTokenMfaNotFound = faultOf("SoftwareTokenMFANotFoundException");
export const tooManyRequests = faultOf("TooManyRequestsException");
export const unauthorized = faultOf("UnauthorizedException");
export const unsupportedOperation = faultOf("UnsupportedOperationException");
export const unsupportedTokenType = faultOf("UnsupportedTokenTypeException");
export const unsupportedUserState = faultOf("UnsupportedUserStateException");
export const userImportInProgress = faultOf("UserImportInProgressException");
export const userNotConfirmed = faultOf("UserNotConfirmedException");
export const userNotFound = faultOf("UserNotFoundException");
export const userPoolAddOnNotEnabled = faultOf("UserPoolAddOnNotEnabledException");
export const usernameExists = faultOf("UsernameExistsException");

// The texts that AWS services share for credentials that will not do (published in many reports; cognito.md 1.1 has the names).
export const unrecognizedClient = () =>
  new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");
export const expiredToken = () =>
  new Fault("ExpiredTokenException", "The security token included in the request is expired");
