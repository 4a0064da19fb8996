import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireAdminFlow } from "../sign-in/auth-flow.ts";
import { signInAfterSignUp } from "../sign-in/sign-up-session.ts";
import { AdminInitiateAuthRequest } from "../wire/shapes.ts";

export const adminInitiateAuth = operation({
  name: "AdminInitiateAuth",
  signed: true,
  category: "UserAuthentication",
  input: AdminInitiateAuthRequest,
  run({ UserPoolId, ClientId, AuthFlow, AuthParameters = {}, Session }, service) {
    const client = requireClient(service, ClientId, requirePool(service, UserPoolId));
    const flow = requireAdminFlow(client, AuthFlow);
    if (AuthFlow === "USER_AUTH" && Session) return signInAfterSignUp(service, client, Session);
    // Signed operations hide no one (cognito.md 7.5).
    return flow.run(service, client, AuthParameters, false);
  },
});
