import { requireAdminFlow } from "../auth-flow.ts";
import { operation } from "../operation.ts";
import { requireClient, requirePool } from "../service.ts";
import { AdminInitiateAuthRequest } from "../shapes.ts";

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
