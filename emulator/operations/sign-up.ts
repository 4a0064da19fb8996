import { sendSignUpCode } from "../messages/sign-up-code.ts";
import { missingAttributes, requiredMissing, requireSchema } from "../pool/attributes.ts";
import type { Pool } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { invalidParameter, notAuthorized, usernameExists } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { recordEvent } from "../sign-in/auth-events.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import { openSignUpSession } from "../sign-in/sign-up-session.ts";
import { requirePasswordPolicy, setPassword } from "../users/password.ts";
import { aliasClashes, aliasTakenText, changeAttributes, requireWritable } from "../users/profile.ts";
import { User } from "../users/user.ts";
import { fillAttributes, nameNewUser } from "../users/username.ts";
import { SignUpRequest } from "../wire/shapes.ts";

export const signUp = operation({
  name: "SignUp",
  signed: false,
  category: "UserCreation",
  access: "write",
  input: SignUpRequest,
  run({ ClientId, SecretHash, Username, Password, UserAttributes = [] }, service) {
    const client = requireClient(service, ClientId);
    const { pool } = client;
    requireSecretHash(client, [Username], SecretHash);
    if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
      // assumed: name and text.
      throw notAuthorized("SignUp is not permitted for this user pool");
    }
    const sub = service.random.uuid();
    const { username, fills } = nameNewUser(pool, Username, sub);
    const values = requireSchema(pool.schema, UserAttributes, "create");
    requireWritable(client, values);
    fillAttributes(pool, values, fills);
    const missing = missingAttributes(pool.schema, (name) => values.get(name));
    if (missing.length > 0) throw requiredMissing(missing);
    if (Password !== undefined) requirePasswordPolicy(Password, pool.passwordPolicy, "signUp");
    // A password may be left out only where other factors are offered (cognito.md 2.1); assumed: the text.
    else if (!pool.passwordless) throw invalidParameter("Missing required parameter Password");
    requireFreeName(pool, username, values);

    const user = new User({ username, sub, status: "UNCONFIRMED", createdAt: service.clock.now(), attributes: [] });
    pool.users.add(user);
    changeAttributes(pool, user, values);
    if (Password !== undefined) setPassword(service.random, pool, user, Password);
    recordEvent(service, pool, user, "SignUp");
    const CodeDeliveryDetails = sendSignUpCode(service, pool, user);
    return {
      UserConfirmed: false,
      UserSub: sub,
      ...(CodeDeliveryDetails ? { CodeDeliveryDetails } : {}),
      ...openSignUpSession(service, client, user),
    };
  },
});

const requireFreeName = (pool: Pool, username: string, values: ReadonlyMap<string, string>) => {
  if (pool.users.findByUsername(username)) throw usernameExists("User already exists");
  // In alias pools a taken e-mail shows only when it is confirmed (cognito.md 6).
  const [clash] = pool.usernameIsSub ? aliasClashes(pool, values) : [];
  if (clash) throw usernameExists(aliasTakenText(pool, clash));
};
