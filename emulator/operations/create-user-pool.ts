import { describePool, Pool } from "../pool/pool.ts";
import { requireSettings } from "../pool/pool-settings.ts";
import { operation } from "../service/operation.ts";
import { alphabets } from "../service/random.ts";
import { CreateUserPoolRequest } from "../wire/shapes.ts";

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
