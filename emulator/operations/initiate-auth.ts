import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireOpenFlow } from "../sign-in/auth-flow.ts";
import { signInAfterSignUp } from "../sign-in/sign-up-session.ts";
import { InitiateAuthRequest } from "../wire/shapes.ts";

export const initiateAuth = operation({
  name: "InitiateAuth",
  signed: false,
  category: "UserAuthentication",
  input: InitiateAuthRequest,
  run({ AuthFlow, ClientId, AuthParameters = {}, Session }, service) {
    const client = requireClient(service, ClientId);
    const flow = requireOpenFlow(client, AuthFlow);
    if (AuthFlow === "USER_AUTH" && Session) return signInAfterSignUp(service, client, Session);
    return flow.run(service, client, AuthParameters, hidesUsers(client));
  },
});
