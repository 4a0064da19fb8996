import { answerChallenge } from "../challenge.ts";
import { operation } from "../operation.ts";
import { requireClient, requirePool } from "../service.ts";
import { AdminRespondToAuthChallengeRequest } from "../shapes.ts";

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
