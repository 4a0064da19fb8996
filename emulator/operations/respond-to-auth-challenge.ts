import { answerChallenge } from "../challenge.ts";
import { operation } from "../operation.ts";
import { hidesUsers } from "../pool.ts";
import { requireClient } from "../service.ts";
import { RespondToAuthChallengeRequest } from "../shapes.ts";

export const respondToAuthChallenge = operation({
  name: "RespondToAuthChallenge",
  signed: false,
  category: "challengeAnswer",
  input: RespondToAuthChallengeRequest,
  run(answer, service) {
    const client = requireClient(service, answer.ClientId);
    return answerChallenge(service, client, answer, hidesUsers(client));
  },
});
