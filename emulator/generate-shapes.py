"""Writes shapes.ts from the published service model, which botocore carries (cognito.md 0.2, source BC).

Usage: python3 emulator/generate-shapes.py > emulator/shapes.ts && npx biome check --write emulator/shapes.ts
"""

import gzip
import json
import pathlib
import re

import botocore

OPERATIONS = """
CreateUserPool DescribeUserPool ListUserPools CreateUserPoolClient DescribeUserPoolClient ListUsers AdminGetUser
AdminCreateUser AdminSetUserPassword AdminResetUserPassword AdminUpdateUserAttributes AdminConfirmSignUp AdminEnableUser
AdminDisableUser AdminUserGlobalSignOut AdminDeleteUser SignUp ConfirmSignUp InitiateAuth AdminInitiateAuth
RespondToAuthChallenge AdminRespondToAuthChallenge ForgotPassword ConfirmForgotPassword ChangePassword
CreateGroup GetGroup UpdateGroup DeleteGroup ListGroups AdminAddUserToGroup AdminRemoveUserFromGroup
AdminListGroupsForUser ListUsersInGroup AdminDeleteUserAttributes DeleteUserAttributes AddCustomAttributes GetUser
UpdateUserAttributes GetUserAttributeVerificationCode VerifyUserAttribute ResendConfirmationCode DeleteUser
GetTokensFromRefreshToken RevokeToken GlobalSignOut UpdateUserPool DeleteUserPool ListUserPoolClients
UpdateUserPoolClient DeleteUserPoolClient GetUserPoolMfaConfig SetUserPoolMfaConfig AssociateSoftwareToken
VerifySoftwareToken SetUserMFAPreference AdminSetUserMFAPreference AdminDeleteSoftwareToken AdminGetUserAuthFactors
GetUserAuthFactors AdminListDevices AdminGetDevice AdminForgetDevice AdminUpdateDeviceStatus
ConfirmDevice ListDevices GetDevice ForgetDevice UpdateDeviceStatus AdminListUserSessions AdminRevokeUserSession
AdminListUserAuthEvents AdminUpdateAuthEventFeedback AdminLinkProviderForUser AdminDisableProviderForUser GetCSVHeader
CreateUserImportJob DescribeUserImportJob ListUserImportJobs StartUserImportJob StopUserImportJob
CreateIdentityProvider DescribeIdentityProvider UpdateIdentityProvider DeleteIdentityProvider ListIdentityProviders
GetIdentityProviderByIdentifier TagResource UntagResource ListTagsForResource
""".split()

# The live service refuses passwords by this pattern and not by the published one (cognito.md 5.1, observed).
OBSERVED_PATTERNS = {"PasswordType": r"^[\S]+.*[\S]+$"}

path = pathlib.Path(botocore.__file__).parent / "data/cognito-idp/2016-04-18/service-2.json.gz"
model = json.load(gzip.open(path))
shapes = model["shapes"]
# In the SDK's model 3.1169 and not in botocore 1.43.107. The lengths are assumed, after the description of SessionId.
shapes |= {
    "AdminListUserSessionsRequest": {
        "type": "structure",
        "required": ["UserPoolId", "Username"],
        "members": {
            "UserPoolId": {"shape": "UserPoolIdType"},
            "Username": {"shape": "UsernameType"},
            "NextToken": {"shape": "PaginationKey"},
        },
    },
    "AdminRevokeUserSessionRequest": {
        "type": "structure",
        "required": ["UserPoolId", "Username", "SessionId"],
        "members": {
            "UserPoolId": {"shape": "UserPoolIdType"},
            "Username": {"shape": "UsernameType"},
            "SessionId": {"shape": "SessionIdType"},
            "RevokeAssociatedSessions": {"shape": "RevokeAssociatedSessionsType"},
        },
    },
    "SessionIdType": {"type": "string", "min": 1, "max": 128, "pattern": "[a-z0-9]+"},
    "RevokeAssociatedSessionsType": {"type": "string", "enum": ["NONE", "LINKED"]},
}
written: dict[str, str] = {}


def js(value):
    return json.dumps(value, ensure_ascii=False)


def name_of(shape):
    return shape if re.match(r"^[A-Z]", shape) else shape[0].upper() + shape[1:]


def write(name):
    """Returns the name of the constant, after writing it and all that it needs."""
    if name in written:
        return name_of(name)
    shape = shapes[name]
    kind = {"long": "integer"}.get(shape["type"], shape["type"])
    parts = [f"type: {js(kind)}"]
    if kind == "structure":
        members = ", ".join(f"{key}: {write(member['shape'])}" for key, member in shape["members"].items())
        parts += [f"members: {{ {members} }}", f"required: {js(shape.get('required', []))}"]
    elif kind == "list":
        parts.append(f"of: {write(shape['member']['shape'])}")
    elif kind == "map":
        parts += [f"key: {write(shape['key']['shape'])}", f"value: {write(shape['value']['shape'])}"]
    for bound in ("min", "max"):
        if bound in shape:
            parts.append(f"{bound}: {js(shape[bound])}")
    pattern = OBSERVED_PATTERNS.get(name, shape.get("pattern"))
    if pattern:
        parts.append(f"pattern: {js(pattern)}")
    if "enum" in shape:
        parts.append(f"enum: {js(shape['enum'])}")
    if shape.get("sensitive"):
        parts.append("sensitive: true")
    written[name] = f"export const {name_of(name)} = {{ {', '.join(parts)} }} as const;"
    return name_of(name)


for operation in OPERATIONS:
    known = model["operations"].get(operation)
    write(known["input"]["shape"] if known else f"{operation}Request")

print("// Written by generate-shapes.py from the published service model: the constraints of every input (cognito.md 1.1).")
print("// Do not edit by hand.")
print()
for line in written.values():
    print(line)
