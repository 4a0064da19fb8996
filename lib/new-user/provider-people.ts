import "server-only";
import type { PoolClient } from "#lib/cognito/pool-client.ts";
import { Fault } from "#lib/errors.ts";
import type { NewUserOrder } from "#lib/new-user/new-user.ts";
import { providerOf } from "#lib/operations/provider.ts";
import { type User, userLabel } from "#lib/users/user.ts";

const contactNouns = { email: "e-mail address", phone_number: "phone number" } as const;

const signsInElsewhere = ({ status, providers }: User): boolean =>
  status === "EXTERNAL_PROVIDER" || providers.length > 0;

/**
 * A new user with the contact of somebody whom a provider signs in is a way in beside that provider, and is made only once that was
 * read. Asked of Cognito by ListUsers, once for each contact.
 * @throws Fault provider-person, which names the person; what Cognito answers
 */
export async function requireNoProviderPerson(
  client: PoolClient,
  { attributes, besideProvider }: NewUserOrder,
): Promise<void> {
  if (besideProvider) return;
  for (const contact of ["email", "phone_number"] as const) {
    const value = attributes[contact];
    if (!value) continue;
    const person = (await client.holders(contact, value, "interactive")).find(signsInElsewhere);
    if (person)
      throw new Fault("provider-person", {
        sentence: `${userLabel(person)} has this ${contactNouns[contact]} and signs in through ${providerOf(person)}. A new user would be a second account beside that one.`,
      });
  }
}
