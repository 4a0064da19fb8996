import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { answerChallenge } from "../sign-in/challenge.ts";
import { RespondToAuthChallengeRequest } from "../wire/shapes.ts";

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
