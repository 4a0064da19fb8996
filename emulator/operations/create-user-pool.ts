import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { describePool, Pool } from "../pool.ts";
import { alphabets } from "../random.ts";
import { CreateUserPoolRequest } from "../shapes.ts";

export const createUserPool = operation({
  name: "CreateUserPool",
  signed: true,
  category: "UserPoolUpdate",
  input: CreateUserPoolRequest,
  run(settings, service) {
    if (settings.AliasAttributes?.length && settings.UsernameAttributes?.length) {
      // assumed: the text.
      throw invalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
    }
    const id = `${service.region}_${service.random.text(alphabets.alphanumeric, 9)}`;
    const arn = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/${id}`;
    const pool = new Pool({ id, arn, createdAt: service.clock.now(), settings });
    service.pools.set(id, pool);
    return { UserPool: describePool(pool) };
  },
});
