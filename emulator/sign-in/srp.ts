import { createHash, createHmac, getDiffieHellman } from "node:crypto";

/** The server's side of Cognito's SRP-6a, byte for byte as amazon-cognito-identity-js (AuthenticationHelper) does the client's. */

const sha256 = (...parts: Buffer[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hmac = (key: Buffer, ...parts: Buffer[]) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
const toInteger = (bytes: Buffer) => BigInt(`0x${bytes.toString("hex")}`);

/** Numbers are hashed with a leading zero byte wherever they would read as negative. */
const toBytes = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
};

// The 3072-bit group of RFC 3526, which Node knows as modp15.
const modulus = toInteger(getDiffieHellman("modp15").getPrime());
const generator = 2n;
const multiplier = toInteger(sha256(toBytes(modulus), toBytes(generator)));

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

export const toHex = (value: bigint) => value.toString(16);

/** Undefined for what is no number of the group: zero would make the key known to anybody. */
export const parsePublicA = (hex: string): bigint | undefined => {
  if (!/^[0-9a-f]{1,770}$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`) % modulus;
  return value === 0n ? undefined : value;
};

export const verifierOf = (identity: Buffer, salt: Buffer): bigint =>
  power(generator, toInteger(sha256(toBytes(toInteger(salt)), identity)));

export const publicB = (verifier: bigint, secret: Buffer): bigint =>
  (multiplier * verifier + power(generator, toInteger(secret))) % modulus;

/** Sixteen bytes that both sides know if the password is right. */
export const sharedKey = (publicA: bigint, verifier: bigint, secret: Buffer): Buffer => {
  const scramble = sha256(toBytes(publicA), toBytes(publicB(verifier, secret)));
  const base = (publicA * power(verifier, toInteger(scramble))) % modulus;
  const pseudorandom = hmac(toBytes(toInteger(scramble)), toBytes(power(base, toInteger(secret))));
  return hmac(pseudorandom, Buffer.from("Caldera Derived Key\u0001")).subarray(0, 16);
};

export type Claim = { poolName: string; username: string; secretBlock: Buffer; timestamp: string };

export const signClaim = (key: Buffer, { poolName, username, secretBlock, timestamp }: Claim): Buffer =>
  hmac(key, Buffer.from(poolName + username), secretBlock, Buffer.from(timestamp));
