/** Name of the error, beginning of its message (any when empty), what it means; the first match wins. */
export const refusalRows: readonly [error: string, prefix: string, title: string, text: string][] = [
  // cognito.md 7.1.
  [
    "InvalidParameterException",
    "USER_PASSWORD_AUTH flow not enabled",
    "The app client does not allow this flow",
    "Allow USER_PASSWORD_AUTH on the app client, or choose another.",
  ],
  [
    "InvalidParameterException",
    "Auth flow not enabled",
    "The app client does not allow this flow",
    "Allow ADMIN_USER_PASSWORD_AUTH on the app client, or choose another.",
  ],
  // cognito.md 7.3.
  [
    "NotAuthorizedException",
    "Invalid session for the user, session is expired",
    "The session is over",
    "The answer came too late. Nothing was changed: sign in again for a new session. The app client's AuthSessionValidity sets how long one lives, 3 to 15 minutes.",
  ],
  [
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once",
    "The session was used before",
    "A session is good for one answer. Sign in again for a new one.",
  ],
  ["NotAuthorizedException", "Invalid session", "The session is not valid", "Sign in again for a new one."],
  // cognito.md 2.2.2.
  [
    "NotAuthorizedException",
    "Temporary password has expired",
    "The temporary password is too old",
    "Resend the invitation or set a password in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User account has expired",
    "The temporary password is too old",
    "Resend the invitation or set a password in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User is disabled",
    "The user is disabled",
    "No password helps until the user is enabled, in the users list.",
  ],
  [
    "NotAuthorizedException",
    "User password cannot be reset",
    "The password cannot be reset in this status",
    "The user has never set a password, or has none here because another identity provider keeps it. Resend the invitation, or go to that provider.",
  ],
  [
    "NotAuthorizedException",
    "Contact administrator",
    "Users of this pool cannot reset their password",
    "The pool's recovery setting leaves that to administrators: set a password in the users list.",
  ],
  // cognito.md 7.2.
  [
    "NotAuthorizedException",
    "Cannot modify an already provided",
    "An attribute is there already",
    "The answer may give only the attributes that are missing.",
  ],
  // cognito.md 7.6.
  [
    "NotAuthorizedException",
    "Password attempts exceeded",
    "Too many wrong passwords",
    "After five, Cognito makes the user wait: a second at first, then twice as long each time, up to about 15 minutes. The right password is refused meanwhile. No administrator can shorten it.",
  ],
  // cognito.md 7.8; the other texts are assumed.
  [
    "NotAuthorizedException",
    "Access Token has been revoked",
    "The access token is revoked",
    "The user was signed out everywhere. Sign in again for a new token.",
  ],
  [
    "NotAuthorizedException",
    "Access Token has expired",
    "The access token has expired",
    "Sign in again for a new one.",
  ],
  ["NotAuthorizedException", "Invalid Access Token", "The access token is not valid", "Sign in again for a new one."],
  [
    "PasswordResetRequiredException",
    "",
    "The password has to be reset",
    "An administrator has reset it, or the user was imported. The old password is dead and Cognito does not even look at it. Ask for a code, or use the one that was sent with the reset.",
  ],
  [
    "UserNotConfirmedException",
    "",
    "The sign-up is not confirmed",
    "The user has not entered the code of the sign-up. Confirm the sign-up in the users list.",
  ],
  [
    "UserNotFoundException",
    "",
    "There is no such user",
    "Check the spelling; an e-mail address or a phone number works only where the pool makes it a sign-in name, and once verified. This app client tells which users exist (PreventUserExistenceErrors is not on).",
  ],
  [
    "CodeMismatchException",
    "",
    "The code is wrong",
    "Only the newest code counts. Where users are hidden, this is also the answer for one there is not.",
  ],
  [
    "EnableSoftwareTokenMFAException",
    "",
    "The code is wrong",
    "Check the secret in the app and the time of the phone, then take the next code.",
  ],
  [
    "ExpiredCodeException",
    "Your software token",
    "This code was used before",
    "Each code of the app works once. Wait for the next.",
  ],
  ["ExpiredCodeException", "", "The code is too old, or none was asked for", "Ask for a new one."],
  [
    "InvalidPasswordException",
    "",
    "The pool's policy refuses the password",
    "The part after the colon names the first rule it breaks.",
  ],
  [
    "PasswordHistoryPolicyViolationException",
    "",
    "The password was used before",
    "The pool remembers earlier passwords. Choose another.",
  ],
  // cognito.md 8.2.
  [
    "InvalidParameterException",
    "Cannot reset password",
    "There is nowhere to send a code",
    "The user has no verified e-mail address or phone number that the pool's recovery setting allows. Verify one in the users list, or set a password there.",
  ],
  [
    "InvalidParameterException",
    "Invalid attributes given",
    "A required attribute is missing",
    "The message names it. The session can be used again once it is filled in.",
  ],
  // cognito.md 4.2.
  [
    "LimitExceededException",
    "Attempt limit",
    "Too many attempts with this user",
    "Codes and changes of password are limited per user and hour. Wait up to an hour.",
  ],
  [
    "LimitExceededException",
    "Exceeded daily email limit",
    "The pool has sent its 50 e-mails today",
    "It starts again at 09:00 UTC, or move the pool to Amazon SES.",
  ],
  [
    "TooManyRequestsException",
    "",
    "Cognito limits the rate of requests",
    "The account has used up its share in this Region. Try again shortly.",
  ],
  ["CodeDeliveryFailureException", "", "The code could not be delivered", "Check the address, and the pool's sender."],
  [
    "UserLambdaValidationException",
    "",
    "A Lambda trigger refused",
    "The text is the trigger's own. Pass it on to engineering.",
  ],
  ["UnexpectedLambdaException", "", "A Lambda trigger broke", "Pass the text on to engineering."],
  ["InvalidLambdaResponseException", "", "A Lambda trigger broke", "Pass the text on to engineering."],
  [
    "AccessDeniedException",
    "",
    "The console's AWS role may not do this",
    "Flows that begin with ADMIN are signed with the console's own role. Add the action in the message to its policy, or use USER_PASSWORD_AUTH, which needs none.",
  ],
  [
    "ResourceNotFoundException",
    "",
    "Cognito does not know the app client or the pool",
    "It may have been deleted, or the Region is another.",
  ],
];
