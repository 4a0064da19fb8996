import { dayMs, hourMs } from "../service/clock.ts";
import type { Random } from "../service/random.ts";
import type { UserStatus } from "../users/user.ts";
import { drawPhone } from "./person.ts";
import { providerIdentities } from "./providers.ts";
import type { UserDraft } from "./seed-user.ts";

/** The first users are always the same people, one for each way of being stuck. */
export const cast: readonly ((random: Random, now: number) => UserDraft)[] = [
  (random) => castMember(random, "ada.lovelace", "Ada", "Lovelace", "FORCE_CHANGE_PASSWORD", 23, 23, ["email", true]),
  (random) => castMember(random, "grace.hopper", "Grace", "Hopper", "FORCE_CHANGE_PASSWORD", 2, 2, ["email", true]),
  (random) => castMember(random, "k.novak42", "Kateřina", "Nováková", "UNCONFIRMED", 9, 9, ["email", false]),
  (random) => castMember(random, "sean.oconnor", "Seán", "O'Connor", "RESET_REQUIRED", 410, 3, ["email", true]),
  (random) => castMember(random, "mj.garcia", "María José", "García Márquez", "CONFIRMED", 730, 61, ["email", false]),
  (random) => castMember(random, "n.okafor", "Ngozi", "Okafor", "CONFIRMED", 95, 12, ["phone_number", true]),
  (random, now) => ({
    ...castMember(random, "google_108842517603119420317", "Linus", "Ångström", "EXTERNAL_PROVIDER", 320, 5, [
      "email",
      true,
    ]),
    attributes: [
      ...providerIdentities("Google", "108842517603119420317", now - 320 * dayMs),
      ...["name", "Linus Ångström", "email", "linus.angstrom@example.com", "email_verified", "true"],
    ],
  }),
];

const castMember = (
  random: Random,
  username: string,
  given: string,
  family: string,
  status: UserStatus,
  ageDays: number,
  changedDays: number,
  [contact, verified]: ["email" | "phone_number", boolean],
): UserDraft => {
  const to = contact === "email" ? `${username}@example.com` : drawPhone("+121255501##", random);
  return {
    username,
    status,
    ageMs: ageDays * dayMs + 3 * hourMs,
    changedMs: changedDays * dayMs + 3 * hourMs,
    enabled: true,
    attributes: [
      ...["name", `${given} ${family}`, "given_name", given, "family_name", family],
      ...[contact, to, `${contact}_verified`, String(verified)],
    ],
  };
};
