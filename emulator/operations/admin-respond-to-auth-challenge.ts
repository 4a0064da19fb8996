import { requireClient, requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { answerChallenge } from "../sign-in/challenge.ts";
import { AdminRespondToAuthChallengeRequest } from "../wire/shapes.ts";

export const adminRespondToAuthChallenge = operation({
  name: "AdminRespondToAuthChallenge",
  signed: true,
  category: "challengeAnswer",
  input: AdminRespondToAuthChallengeRequest,
  run(answer, service) {
    const client = requireClient(service, answer.ClientId, requirePool(service, answer.UserPoolId));
    return answerChallenge(service, client, answer, false);
  },
});
