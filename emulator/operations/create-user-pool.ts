import { operation } from "../operation.ts";
import { describePool, Pool } from "../pool.ts";
import { requireSettings } from "../pool-settings.ts";
import { alphabets } from "../random.ts";
import { CreateUserPoolRequest } from "../shapes.ts";

export const createUserPool = operation({
  name: "CreateUserPool",
  signed: true,
  category: "UserPoolUpdate",
  input: CreateUserPoolRequest,
  run(settings, service) {
    requireSettings(settings);
    const id = `${service.region}_${service.random.text(alphabets.alphanumeric, 9)}`;
    const arn = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/${id}`;
    const pool = new Pool({ id, arn, createdAt: service.clock.now(), settings });
    service.pools.set(id, pool);
    return { UserPool: describePool(pool) };
  },
});
