import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { authFlows } from "../pool.ts";
import { requireClient, requirePool } from "../service.ts";
import { AdminInitiateAuthRequest } from "../shapes.ts";
import { signInWithPassword } from "../sign-in.ts";

// ADMIN_NO_SRP_AUTH is the old name of the same flow (cognito.md 7.1).
const passwordFlows: readonly string[] = ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"];

export const adminInitiateAuth = operation({
  name: "AdminInitiateAuth",
  signed: true,
  category: "UserAuthentication",
  input: AdminInitiateAuthRequest,
  run({ UserPoolId, ClientId, AuthFlow, AuthParameters = {} }, service) {
    const client = requireClient(service, ClientId, requirePool(service, UserPoolId));
    // Text for USER_PASSWORD_AUTH: aws-doc-sdk-examples#5289, observed. Other flows are not served yet.
    if (!passwordFlows.includes(AuthFlow)) throw invalidParameter("Initiate Auth method not supported.");
    const flows = authFlows(client);
    if (!flows.includes("ALLOW_ADMIN_USER_PASSWORD_AUTH") && !flows.includes("ADMIN_NO_SRP_AUTH")) {
      throw invalidParameter("Auth flow not enabled for this client");
    }
    // Signed operations hide no one (cognito.md 7.5).
    return signInWithPassword(service, client, AuthParameters, false);
  },
});
