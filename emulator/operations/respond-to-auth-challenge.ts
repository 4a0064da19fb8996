import { answerChallenge } from "../challenge.ts";
import { operation } from "../operation.ts";
import { requireClient } from "../service.ts";
import { RespondToAuthChallengeRequest } from "../shapes.ts";

export const respondToAuthChallenge = operation({
  name: "RespondToAuthChallenge",
  signed: false,
  category: "challengeAnswer",
  input: RespondToAuthChallengeRequest,
  run: (answer, service) => answerChallenge(service, requireClient(service, answer.ClientId), answer),
});
