import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { authFlows, hidesUsers } from "../pool.ts";
import { requireClient } from "../service.ts";
import { InitiateAuthRequest } from "../shapes.ts";
import { signInWithPassword } from "../sign-in.ts";

export const initiateAuth = operation({
  name: "InitiateAuth",
  signed: false,
  category: "UserAuthentication",
  input: InitiateAuthRequest,
  run({ AuthFlow, ClientId, AuthParameters = {} }, service) {
    const client = requireClient(service, ClientId);
    // Text for an ADMIN_ flow: soto-cognito-authentication-kit#10, observed. Other flows are not served yet.
    if (AuthFlow !== "USER_PASSWORD_AUTH") throw invalidParameter("Initiate Auth method not supported.");
    const flows = authFlows(client);
    if (!flows.includes("ALLOW_USER_PASSWORD_AUTH") && !flows.includes("USER_PASSWORD_AUTH")) {
      throw invalidParameter("USER_PASSWORD_AUTH flow not enabled for this client");
    }
    return signInWithPassword(service, client, AuthParameters, hidesUsers(client));
  },
});
