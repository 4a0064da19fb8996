import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A country as `lifeguard.yaml` names it, such as "GB" (ISO 3166-1): phone numbers without + or 00 are of there. */
export type Country = CountryCode;
export const isCountry = (text: string): text is Country => isSupportedCountry(text);

/** A contact as Cognito keeps it. */
export interface Contact {
  attribute: "email" | "phone_number";
  value: string;
}

/** What a text typed into a search may stand for. */
export interface Spellings {
  /** Texts to look for in a person's fields, as typed first; each once. */
  texts: string[];
  /** The one address or number that the whole text is, in Cognito's own writing. */
  contact: Contact | null;
}

/** Digits of every script as ASCII ones, wide letters as usual ones. */
const withUsualDigits = (text: string): string =>
  text.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) as number;
    let zero = point;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && point - zero < 9) zero--;
    return point < 0x80 ? digit : String(point - zero);
  });

/** Without what does not show, such as the marks that a page puts around a number, and with one kind of space. */
export const tidyText = (text: string): string =>
  text
    .replace(/[\p{Cf}\p{Cc}]/gu, (mark) => (/[\t\n\r]/.test(mark) ? " " : ""))
    .replace(/\s+/gu, " ")
    .trim();

/** The parts of an address that are never brackets or quotes around it (RFC 5321 allows more; tickets do not have it). */
const address = /[^\s@<>()[\]{}"“”„‚‘’«»,;:|\\]+@[^\s@<>()[\]{}"“”„‚‘’«»,;:|\\]+/gu;

/**
 * The e-mail address in a text such as `Pat <pat@example.com>`, `mailto:pat@example.com?subject=Hello` or "(pat@example.com).";
 * null where there is none or more than one.
 */
export function emailIn(typed: string): string | null {
  const text = tidyText(typed).replace(/^<?mailto:/i, "");
  const isLink = /^<?\s*mailto:/i.test(tidyText(typed));
  const found = [...new Set((isLink ? decoded(text.split("?")[0] ?? "") : text).match(address) ?? [])];
  const [email] = found;
  if (!email || found.length > 1) return null;
  // a full stop or another mark that ends the sentence, not the address
  return email.replace(/^['`.]+|[.'`!?]+$/g, "") || null;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // a lone % that stands for itself
    return text;
  }
};

const phoneLike = /^(?:tel:|callto:)?[\s(]*\+?[\d\s().\-‐‑‒–—−/·]+(?:;[\w=+.-]*)*$/i;

/** Digits and a leading + of what looks like a number; null for any other text. */
function dialled(typed: string): string | null {
  const text = withUsualDigits(tidyText(typed)).replace(/^[<[{"'“]+|[>\]}"'”]+$/gu, "");
  if (!phoneLike.test(text)) return null;
  const plain = text.replace(/^(?:tel:|callto:)/i, "").replace(/;.*$/, "");
  const digits = plain.replace(/\D/g, "");
  if (digits === "") return null;
  return /^\s*\(?\s*\+/.test(plain) ? `+${digits}` : digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
}

/**
 * The number in Cognito's writing (E.164), from any usual one: spaces, dashes, brackets, `tel:`, 00, a trunk 0 in brackets, and
 * without a prefix where the country is known.
 * @param country where numbers without + or 00 are of; null where nobody said
 */
export function phoneIn(typed: string, country: Country | null): string | null {
  const number = dialled(typed);
  if (number === null || number.replace(/\D/g, "").length < 7) return null;
  const parsed = parsePhoneNumberFromString(number, country ?? undefined);
  if (parsed?.isPossible()) return parsed.number;
  // A number that no country's plan knows is still one when it is written as a whole.
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

/** The address or number that a text is, in Cognito's writing. */
export function contactIn(typed: string, country: Country | null): Contact | null {
  const email = emailIn(typed);
  if (email !== null) return { attribute: "email", value: email };
  const phone = phoneIn(typed, country);
  return phone === null ? null : { attribute: "phone_number", value: phone };
}

/** Fewer digits than this are no part of a phone number worth a reading of their own. */
const leastDigits = 4;

/**
 * Everything that a search text may stand for in the directory. Each is looked for as a part of a field, so that fragments of numbers
 * are found in whatever way they are grouped.
 */
export function spellingsOf(typed: string, country: Country | null): Spellings {
  const text = tidyText(typed);
  const contact = contactIn(text, country);
  const number = dialled(text);
  const digits = number?.replace(/\D/g, "") ?? "";
  const parts = digits.length >= leastDigits ? [digits, digits.replace(/^0+/, "")] : [];
  const texts = [text, ...(contact ? [contact.value] : []), ...parts.filter((part) => part.length >= leastDigits)];
  return { texts: [...new Set(texts)], contact };
}

/** Split at commas, semicolons, tabs and line breaks that stand outside of quotes; a quote that never ends parts nothing. */
function parted(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') quoted = !quoted && text.indexOf('"', at + 1) !== -1;
    else if (/[\r\n]/.test(char) || (!quoted && /[,;\t]/.test(char))) {
      parts.push(text.slice(from, at));
      from = at + 1;
      quoted = false;
    }
  }
  return [...parts, text.slice(from)];
}

/**
 * The entries of a pasted list, each without brackets and names around its address, each once, in their order; null where the text is
 * no list. Entries are parted by commas, semicolons, tabs and line breaks, and addresses by spaces too.
 */
export function listEntries(typed: string, country: Country | null): string[] | null {
  const parts = parted(typed)
    .flatMap((part) => {
      const addresses = tidyText(part).match(address) ?? [];
      return addresses.length > 1 ? addresses : [part];
    })
    .map(
      (part) =>
        contactIn(part, country)?.value ??
        tidyText(part)
          .replace(/^["'“<[(]+|["'”>\])]+$/gu, "")
          .trim(),
    )
    .filter((part) => part !== "");
  const entries = [...new Set(parts)];
  const names = entries.filter((entry) => isIdentifier(entry, country));
  // "El-Sayed, Nour" is one name and no list; two that can only be identifiers are one.
  return entries.length > 1 && names.length > 1 ? entries : null;
}

const isIdentifier = (entry: string, country: Country | null): boolean =>
  contactIn(entry, country) !== null || (/^\S{3,128}$/.test(entry) && /[\d_@]/.test(entry));
