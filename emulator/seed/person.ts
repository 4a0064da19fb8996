import type { Pool } from "../pool/pool.ts";
import type { Random } from "../service/random.ts";
import { cultures, longNames } from "./seed-names.ts";

export type Person = { given: string; family: string; handle: string; full: string; phone: string };

const emailDomains = [
  "example.com",
  "example.com",
  "example.com",
  "example.org",
  "example.net",
  "mail.example.com",
  "corp.example.org",
];

export const emailOf = (person: Person, random: Random): string => {
  const number = random.chance(0.7) ? String(random.int(9_000) + 100) : "";
  return `${person.handle}${number}@${random.pick(emailDomains)}`.toLowerCase();
};

export const drawPhone = (form: string, random: Random) => form.replace(/#/g, () => String(random.int(10)));

export const toPerson = (random: Random, index: number): Person => {
  const long = index % 400 === 17 ? longNames[Math.floor(index / 400) % longNames.length] : undefined;
  const culture = random.pick(cultures);
  const [given = "", givenLatin] = (long?.[0] ?? random.pick(culture.given)).split("|");
  const [family = "", familyLatin] = (long?.[1] ?? random.pick(culture.family)).split("|");
  const first = latin(givenLatin ?? given).slice(0, 40);
  const last = latin(familyLatin ?? family).slice(0, 60);
  const full = culture.familyFirst && !long ? `${family} ${given}` : `${given} ${family}`;
  return { given, family, full, phone: culture.phone, handle: drawHandle(first, last, random) };
};

const drawHandle = (first: string, last: string, random: Random) => {
  switch (random.int(4)) {
    case 0:
      return `${first.charAt(0)}.${last}`;
    case 1:
      return `${first}_${last}`;
    default:
      return `${first}.${last}`;
  }
};

// Letters that do not fall apart into a base letter and a mark.
const spellings: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
};

const latin = (name: string) =>
  name
    .toLowerCase()
    .replace(/[ßøłđðþæœ]/g, (letter) => spellings[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^a-z]/g, "");

export const freeUsername = (pool: Pool, person: Person, random: Random): string => {
  let username = person.handle;
  while (pool.users.findByUsername(username)) username = `${person.handle}${random.int(9_999_999)}`;
  return username;
};
