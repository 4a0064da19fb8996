import { createHmac } from "node:crypto";
import { secondMs } from "../service/clock.ts";
import type { Random } from "../service/random.ts";

// RFC 4648 section 6.
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** 256 bits, which are 52 letters: the last one holds a single bit. */
export const createSecret = (random: Random): string => random.text(base32, 51) + random.pick(["A", "Q"]);

const decodeSecret = (secret: string): Buffer => {
  const bits = [...secret].map((letter) => base32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/[01]{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
};

/** RFC 4226 section 5.3, with SHA-1 and six digits. */
const codeAt = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", decodeSecret(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
};

const stepMs = 30 * secondMs;

/** The time step of RFC 6238 that a code is right for. assumed: one step to either side is let pass, for clocks that differ. */
export const findTotpStep = (secret: string, code: string, now: number): number | undefined => {
  const present = Math.floor(now / stepMs);
  return [present, present - 1, present + 1].find((step) => codeAt(secret, step) === code);
};
