const lowercase = "abcdefghijklmnopqrstuvwxyz";
const uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
// The alphabet of RFC 4648 section 5, for opaque strings.
const base64url = `${uppercase}${lowercase}${digits}-_`;

export const alphabets = { lowercase, uppercase, digits, base64url, alphanumeric: uppercase + lowercase + digits };

export type Random = ReturnType<typeof createRandom>;

/** The same seed gives the same ids, codes and users, so that a run can be repeated. Nothing here guards a secret. */
export const createRandom = (seed: string) => {
  let [a, b, c, d] = seedWords(seed);

  // sfc32: small, fast and good enough to spread a million ids.
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const int = (below: number) => Math.floor((next() / 0x1_0000_0000) * below);
  const text = (alphabet: string, length: number) => {
    let out = "";
    for (let i = 0; i < length; i++) out += alphabet[int(alphabet.length)];
    return out;
  };

  return {
    int,
    text,
    chance: (share: number) => next() < share * 0x1_0000_0000,
    pick: <T>(from: readonly T[]): T => from[int(from.length)] as T,
    uuid: () => {
      const hex = [next(), next(), next(), next()].map((word) => word.toString(16).padStart(8, "0")).join("");
      const variant = "89ab"[int(4)];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
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
