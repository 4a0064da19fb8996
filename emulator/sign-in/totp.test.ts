import { expect, test } from "vitest";
import { secondMs } from "../service/clock.ts";
import { findTotpStep } from "./totp.ts";

// RFC 6238, appendix B: the codes for SHA-1, of which the last six digits are taken. The secret is "12345678901234567890".
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const vectors: [number, string][] = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
];
test.each(vectors)("at %s seconds the code is %s", (seconds, code) =>
  expect(findTotpStep(secret, code, seconds * secondMs)).toBe(Math.floor(seconds / 30)),
);
