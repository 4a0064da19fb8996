import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { requireOpenFlow } from "../sign-in/auth-flow.ts";
import { InitiateAuthRequest } from "../wire/shapes.ts";

export const initiateAuth = operation({
  name: "InitiateAuth",
  signed: false,
  category: "UserAuthentication",
  input: InitiateAuthRequest,
  run({ AuthFlow, ClientId, AuthParameters = {} }, service) {
    const client = requireClient(service, ClientId);
    return requireOpenFlow(client, AuthFlow).run(service, client, AuthParameters, hidesUsers(client));
  },
});
