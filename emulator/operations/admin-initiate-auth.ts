import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireAdminFlow } from "../sign-in/auth-flow.ts";
import { AdminInitiateAuthRequest } from "../wire/shapes.ts";

export const adminInitiateAuth = operation({
  name: "AdminInitiateAuth",
  signed: true,
  category: "UserAuthentication",
  input: AdminInitiateAuthRequest,
  run({ UserPoolId, ClientId, AuthFlow, AuthParameters = {} }, service) {
    const client = requireClient(service, ClientId, requirePool(service, UserPoolId));
    // Signed operations hide no one (cognito.md 7.5).
    return requireAdminFlow(client, AuthFlow).run(service, client, AuthParameters, false);
  },
});
