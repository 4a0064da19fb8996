import { Fault, type FaultCode } from "#lib/errors.ts";

/** What of an SDK error matters here; the HTTP status does not, because every client fault is 400 (cognito.md 1.1). */
interface ServiceError {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: number };
  $fault?: "client" | "server";
  cause?: unknown;
}

// Name of the error, beginning of its message (any when empty), our code. First match wins. cognito.md 11.2.
const meanings: readonly [name: string, prefix: string, code: FaultCode][] = [
  ["NotAuthorizedException", "User password cannot be reset", "not-resettable"],
  ["NotAuthorizedException", "Contact administrator to reset", "not-resettable"],
  ["NotAuthorizedException", "User is disabled", "user-disabled"],
  ["NotAuthorizedException", "User cannot be confirmed", "not-confirmable"],
  ["NotAuthorizedException", "", "refused-by-cognito"],
  ["InvalidParameterException", "Cannot reset password for the user", "no-verified-contact"],
  ["InvalidParameterException", "Paging Marker is Invalid", "bad-page"],
  ["InvalidParameterException", "Invalid pagination token", "bad-page"],
  ["InvalidParameterException", "", "rejected-input"],
  ["UnsupportedUserStateException", "", "not-resendable"],
  ["UsernameExistsException", "", "already-exists"],
  ["AliasExistsException", "", "already-exists"],
  ["LimitExceededException", "Exceeded daily email limit", "mail-limit"],
  ["LimitExceededException", "", "attempt-limit"],
  ["TooManyFailedAttemptsException", "", "attempt-limit"],
  ["TooManyRequestsException", "", "throttled"],
  ["ThrottlingException", "", "throttled"],
  ["InvalidPasswordException", "", "password-policy"],
  ["PasswordHistoryPolicyViolationException", "", "password-policy"],
  ["CodeDeliveryFailureException", "", "message-not-delivered"],
  ["UserLambdaValidationException", "", "trigger-refused"],
  ["UnexpectedLambdaException", "", "trigger-refused"],
  ["InvalidLambdaResponseException", "", "trigger-refused"],
  ["InvalidSmsRoleAccessPolicyException", "", "sender-misconfigured"],
  ["InvalidSmsRoleTrustRelationshipException", "", "sender-misconfigured"],
  ["InvalidEmailRoleAccessPolicyException", "", "sender-misconfigured"],
  ["UserNotFoundException", "", "user-not-found"],
  ["UserPoolAddOnNotEnabledException", "", "not-in-plan"],
  ["FeatureUnavailableInTierException", "", "not-in-plan"],
  ["ResourceNotFoundException", "Group not found", "no-such-group"],
  ["ResourceNotFoundException", "", "pool-not-found"],
  ["OperationNotEnabledException", "", "not-primary"],
  ["AccessDeniedException", "", "no-permission"],
  ["AccessDenied", "", "no-permission"],
  ["ExpiredTokenException", "", "expired-credentials"],
  ["ExpiredToken", "", "expired-credentials"],
  ["UnrecognizedClientException", "", "invalid-credentials"],
  ["InvalidSignatureException", "", "invalid-credentials"],
  ["IncompleteSignature", "", "invalid-credentials"],
  ["IncompleteSignatureException", "", "invalid-credentials"],
  // The same of STS, by its own names (API reference of STS, Common Errors).
  ["InvalidClientTokenId", "", "invalid-credentials"],
  ["SignatureDoesNotMatch", "", "invalid-credentials"],
  ["MissingAuthenticationTokenException", "", "no-credentials"],
  ["MissingAuthenticationToken", "", "no-credentials"],
  ["CredentialsProviderError", "", "no-credentials"],
];

// The request never left: nothing listened, no such host, or the connection itself timed out.
const neverSent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
const neverShookHands = /CERT|SELF_SIGNED|SSL|TLS/;
const connectTimeout = /establish a connection|connect(ion)? timeout/i;

function networkCode(error: ServiceError): string | null {
  for (let at: ServiceError | undefined = error, depth = 0; at && depth < 10; depth++) {
    if (typeof at.code === "string" && !at.code.startsWith("ERR_")) return at.code;
    at = at.cause as ServiceError | undefined;
  }
  return null;
}

/** The connection broke, as a kept one does that the other side has closed: another is probably whole. */
export const brokeOff = (error: unknown): boolean =>
  ["ECONNRESET", "EPIPE"].includes(networkCode(error as ServiceError) ?? "");

/**
 * Turns an error of the SDK into ours. Errors it cannot name stay what they are: bugs.
 * @param kind whether the call would have changed something: then a broken connection leaves the outcome unknown
 */
export function translate(error: unknown, kind: "read" | "write"): unknown {
  if (error instanceof Fault) return error;
  const { name, message, $metadata, $fault } = (error ?? {}) as ServiceError;
  const text = typeof message === "string" ? message : "";
  if (typeof name !== "string") return error;
  const meaning = meanings.find(([wanted, prefix]) => wanted === name && text.startsWith(prefix));
  if (meaning) return new Fault(meaning[2], { said: text, cause: error });
  const network = networkCode(error as ServiceError);
  const timedOut = name === "TimeoutError" || name === "AbortError" || network === "ETIMEDOUT";
  if (
    (network && (neverSent.includes(network) || neverShookHands.test(network))) ||
    (timedOut && connectTimeout.test(text))
  )
    return new Fault("unreachable", { cause: error });
  const broken = $fault === "server" || ($metadata?.httpStatusCode ?? 0) >= 500;
  // A body that is no answer of the service (a proxy's page, half a reply) says nothing about what was done.
  const unreadable = error instanceof SyntaxError || name === "SyntaxError";
  if (broken || timedOut || network || unreadable)
    return kind === "write"
      ? new Fault("outcome-unknown", { said: broken ? text : undefined, cause: error })
      : new Fault(broken ? "cognito-broken" : "unreachable", { said: broken ? text : undefined, cause: error });
  // An error of the service that this table does not know is still a definite no.
  return $fault === "client" ? new Fault("refused-by-cognito", { said: `${name}: ${text}`, cause: error }) : error;
}
