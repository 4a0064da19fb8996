const lowercase = "abcdefghijklmnopqrstuvwxyz";
const uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
// The alphabet of RFC 4648 section 5, for opaque strings.
const base64url = `${uppercase}${lowercase}${digits}-_`;

const hex = "0123456789abcdef";
const letterX = "x".charCodeAt(0);
const letterY = "y".charCodeAt(0);

export const alphabets = { lowercase, uppercase, digits, base64url, alphanumeric: uppercase + lowercase + digits };

export type Random = ReturnType<typeof createRandom>;

/** The same seed gives the same ids, codes and users, so that a run can be repeated. Nothing here guards a secret. */
export const createRandom = (seed: string) => {
  let [a, b, c, d] = [0, 0, 0, 0];
  const reseed = (next: string) => {
    [a, b, c, d] = seedWords(next);
    for (let i = 0; i < 12; i++) step();
  };

  // sfc32: small, fast and good enough to spread a million ids.
  const step = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  reseed(seed);

  const int = (below: number) => Math.floor((step() / 0x1_0000_0000) * below);
  // Through a buffer, because a string put together letter by letter keeps every step of its making in memory.
  const text = (alphabet: string, length: number) => {
    const out = Buffer.alloc(length);
    for (let i = 0; i < length; i++) out[i] = alphabet.charCodeAt(int(alphabet.length));
    return out.toString("latin1");
  };

  return {
    /** From here on as if made with this seed. */
    reseed,
    int,
    text,
    chance: (share: number) => step() < share * 0x1_0000_0000,
    pick: <T>(from: readonly T[]): T => from[int(from.length)] as T,
    /** Version 4. */
    uuid: () => {
      const out = Buffer.from("xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx", "latin1");
      for (let i = 0; i < out.length; i++) {
        if (out[i] === letterX) out[i] = hex.charCodeAt(int(16));
        else if (out[i] === letterY) out[i] = "89ab".charCodeAt(int(4));
      }
      return out.toString("latin1");
    },
  };
};

// FNV-1a over the seed, once per word, so that near seeds give far streams.
const seedWords = (seed: string): [number, number, number, number] => {
  const word = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    return hash | 0;
  };
  return [word(1), word(2), word(3), word(4)];
};
