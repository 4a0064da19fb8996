import { requireOpenFlow } from "../auth-flow.ts";
import { operation } from "../operation.ts";
import { hidesUsers } from "../pool.ts";
import { requireClient } from "../service.ts";
import { InitiateAuthRequest } from "../shapes.ts";

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
