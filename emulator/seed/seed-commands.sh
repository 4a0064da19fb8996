#!/usr/bin/env bash
# Runs the AWS CLI commands that people are told to use for stuck users, unmodified, against the local Cognito,
# and checks what each is documented to do.
#
#   npm run cognito -- --port 9229 &
#   bash emulator/seed/seed-commands.sh [http://127.0.0.1:9229]
#
# Works with version 1 and 2 of the AWS CLI. Ends with 1 when an outcome differs, with 2 when it could not run.
set -u

url="${1:-http://127.0.0.1:9229}"
passed=0
failed=0

if ! command -v aws >/dev/null; then
  echo "The AWS CLI is not installed: no 'aws' on the PATH. Nothing was checked." >&2
  exit 2
fi
if ! curl --silent --fail --max-time 5 "$url/_health" >/dev/null; then
  echo "No local Cognito answers at $url. Start one with: npm run cognito -- --port 9229" >&2
  exit 2
fi

export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_PAGER=""
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_MAX_ATTEMPTS

cognito() { aws cognito-idp "$@" --endpoint-url "$url" --region us-east-1 2>&1; }

# check TITLE EXPECTED ACTUAL: the actual text must hold the expected one; an empty expectation means no output.
check() {
  local title="$1" expected="$2" actual="$3"
  if { [ -z "$expected" ] && [ -z "$actual" ]; } || { [ -n "$expected" ] && [[ "$actual" == *"$expected"* ]]; }; then
    passed=$((passed + 1))
    echo "ok    $title"
  else
    failed=$((failed + 1))
    echo "FAIL  $title"
    echo "      expected: ${expected:-(no output)}"
    echo "      actual:   ${actual:-(no output)}"
  fi
}

status() { cognito admin-get-user --user-pool-id "$pool" --username "$1" --query UserStatus --output text; }
create() { cognito admin-create-user --user-pool-id "$pool" --username "$1" --temporary-password "$temporary" --message-action SUPPRESS "${@:2}" >/dev/null; }
code() { curl --silent "$url/_inbox?username=$1" | sed -n 's/^\[{[^}]*"code":"\([0-9]*\)".*/\1/p'; }
sign_in() { cognito initiate-auth --client-id "$client" --auth-flow USER_PASSWORD_AUTH --auth-parameters "USERNAME=$1,PASSWORD=$2" "${@:3}"; }

temporary='Temporary1!'
permanent='MyExamplePassword1!'
another='AnotherPassword2!'

pool=$(cognito create-user-pool --pool-name seed-commands --query UserPool.Id --output text)
client=$(cognito create-user-pool-client --user-pool-id "$pool" --client-name web --query UserPoolClient.ClientId --output text \
  --explicit-auth-flows ALLOW_USER_PASSWORD_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH)
secret_client=$(cognito create-user-pool-client --user-pool-id "$pool" --client-name server --generate-secret --query UserPoolClient.ClientId --output text \
  --explicit-auth-flows ALLOW_USER_PASSWORD_AUTH)
echo "AWS CLI: $(aws --version 2>&1)"
echo "Pool $pool at $url"

echo; echo "A user created by an administrator is made to change the password; a permanent one ends that"
create diego@example.com
check "admin-create-user leaves FORCE_CHANGE_PASSWORD" FORCE_CHANGE_PASSWORD "$(status diego@example.com)"
check "admin-set-user-password --permanent prints nothing" "" \
  "$(cognito admin-set-user-password --user-pool-id "$pool" --username diego@example.com --password "$permanent" --permanent)"
check "the status is CONFIRMED" CONFIRMED "$(status diego@example.com)"
check "the user signs in with it" Bearer "$(sign_in diego@example.com "$permanent" --query AuthenticationResult.TokenType --output text)"

echo; echo "The same from boto3"
if python3 -c 'import boto3' 2>/dev/null; then
  create testuser
  check "client.admin_set_user_password(…, Permanent=True)" CONFIRMED "$(URL="$url" POOL="$pool" python3 - <<'PYTHON'
import os
import boto3

client = boto3.client("cognito-idp", endpoint_url=os.environ["URL"])
pool = os.environ["POOL"]
client.admin_set_user_password(UserPoolId=pool, Username="testuser", Password="SecurePass123!", Permanent=True)
print(client.admin_get_user(UserPoolId=pool, Username="testuser")["UserStatus"])
PYTHON
  )"
else
  echo "skip  boto3 is not installed"
fi

echo; echo "The way before that command: sign in, answer the challenge"
create challenged
session=$(cognito admin-initiate-auth --user-pool-id "$pool" --client-id "$client" --auth-flow ADMIN_NO_SRP_AUTH \
  --auth-parameters "USERNAME=challenged,PASSWORD=$temporary" --query '[ChallengeName,Session]' --output text)
check "admin-initiate-auth ADMIN_NO_SRP_AUTH asks NEW_PASSWORD_REQUIRED" NEW_PASSWORD_REQUIRED "$session"
check "admin-respond-to-auth-challenge gives tokens" Bearer \
  "$(cognito admin-respond-to-auth-challenge --user-pool-id "$pool" --client-id "$client" --challenge-name NEW_PASSWORD_REQUIRED \
    --challenge-responses "USERNAME=challenged,NEW_PASSWORD=$permanent" --session "${session##*$'\t'}" --query AuthenticationResult.TokenType --output text)"
check "the status is CONFIRMED" CONFIRMED "$(status challenged)"

echo; echo "The user changes the password"
token=$(sign_in challenged "$permanent" --query AuthenticationResult.AccessToken --output text)
check "change-password prints nothing" "" \
  "$(cognito change-password --previous-password "$permanent" --proposed-password "$another" --access-token "$token")"
check "the new password signs in" Bearer "$(sign_in challenged "$another" --query AuthenticationResult.TokenType --output text)"
check "the old one does not" "NotAuthorizedException) when calling the InitiateAuth operation: Incorrect username or password." "$(sign_in challenged "$permanent")"

echo; echo "The administrator resets a password"
create reset.me --user-attributes Name=email,Value=reset.me@example.com Name=email_verified,Value=true
check "in FORCE_CHANGE_PASSWORD it is refused" \
  "NotAuthorizedException) when calling the AdminResetUserPassword operation: User password cannot be reset in the current state." \
  "$(cognito admin-reset-user-password --user-pool-id "$pool" --username reset.me)"
cognito admin-set-user-password --user-pool-id "$pool" --username reset.me --password "$permanent" --permanent >/dev/null
check "admin-reset-user-password prints nothing" "" "$(cognito admin-reset-user-password --user-pool-id "$pool" --username reset.me)"
check "the status is RESET_REQUIRED" RESET_REQUIRED "$(status reset.me)"
check "signing in says so" "PasswordResetRequiredException" "$(sign_in reset.me "$permanent")"
check "confirm-forgot-password with the code prints nothing" "" \
  "$(cognito confirm-forgot-password --client-id "$client" --username reset.me --confirmation-code "$(code reset.me)" --password "$another")"
check "the status is CONFIRMED" CONFIRMED "$(status reset.me)"

echo; echo "Without a verified contact"
create unverified --user-attributes Name=email,Value=unverified@example.com
cognito admin-set-user-password --user-pool-id "$pool" --username unverified --password "$permanent" --permanent >/dev/null
check "admin-reset-user-password is refused" \
  "An error occurred (InvalidParameterException) when calling the AdminResetUserPassword operation: Cannot reset password for the user as there is no registered/verified email or phone_number" \
  "$(cognito admin-reset-user-password --user-pool-id "$pool" --username unverified)"
check "admin-update-user-attributes prints nothing" "" \
  "$(cognito admin-update-user-attributes --user-pool-id "$pool" --username unverified --user-attributes Name="email_verified",Value="true")"
check "then admin-reset-user-password goes through" "" "$(cognito admin-reset-user-password --user-pool-id "$pool" --username unverified)"
check "and confirm-forgot-password too" "" \
  "$(cognito confirm-forgot-password --client-id "$client" --username unverified --confirmation-code "$(code unverified)" --password "$another")"

echo; echo "A temporary password"
check "admin-set-user-password --no-permanent prints nothing" "" \
  "$(cognito admin-set-user-password --user-pool-id "$pool" --username unverified --password "$temporary" --no-permanent)"
check "the status is FORCE_CHANGE_PASSWORD" FORCE_CHANGE_PASSWORD "$(status unverified)"
session=$(sign_in unverified "$temporary" --query '[ChallengeName,Session]' --output text)
check "signing in asks NEW_PASSWORD_REQUIRED" NEW_PASSWORD_REQUIRED "$session"
check "respond-to-auth-challenge gives tokens" Bearer \
  "$(cognito respond-to-auth-challenge --client-id "$client" --challenge-name NEW_PASSWORD_REQUIRED \
    --challenge-responses "USERNAME=unverified,NEW_PASSWORD=$permanent" --session "${session##*$'\t'}" --query AuthenticationResult.TokenType --output text)"
check "the status is CONFIRMED" CONFIRMED "$(status unverified)"

echo; echo "An app client with a secret"
check "without a hash" "Client $secret_client is configured with secret but SECRET_HASH was not received" \
  "$(cognito initiate-auth --client-id "$secret_client" --auth-flow USER_PASSWORD_AUTH --auth-parameters "USERNAME=unverified,PASSWORD=$permanent")"
check "with a wrong hash" "Unable to verify secret hash for client $secret_client" \
  "$(cognito initiate-auth --client-id "$secret_client" --auth-flow USER_PASSWORD_AUTH --auth-parameters "USERNAME=unverified,PASSWORD=$permanent,SECRET_HASH=bm8=")"

echo; echo "What goes wrong"
check "an unknown user" "UserNotFoundException) when calling the AdminSetUserPassword operation: User does not exist." \
  "$(cognito admin-set-user-password --user-pool-id "$pool" --username nobody --password "$permanent" --permanent)"
check "an unknown pool" "ResourceNotFoundException) when calling the AdminSetUserPassword operation: User pool us-east-1_Nowhere00 does not exist." \
  "$(cognito admin-set-user-password --user-pool-id us-east-1_Nowhere00 --username nobody --password "$permanent" --permanent)"
check "a password that breaks the policy" "InvalidPasswordException) when calling the AdminSetUserPassword operation:" \
  "$(cognito admin-set-user-password --user-pool-id "$pool" --username unverified --password short --permanent)"

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
