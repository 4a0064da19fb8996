import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

interface KeptRecord {
  payload: AdapterPayload;
  until: number;
}

/** Sessions, codes and grants of one sign-in service, for as long as its process lives. */
export const createMemory = (now: () => number = Date.now): AdapterFactory => {
  const kept = new Map<string, KeptRecord>();

  const read = (key: string) => {
    const found = kept.get(key);
    if (found && found.until > now()) return found.payload;
    kept.delete(key);
    return undefined;
  };

  const findBy = (model: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const key of kept.keys()) {
      const payload = key.startsWith(`${model}:`) ? read(key) : undefined;
      if (payload && matches(payload)) return payload;
    }
    return undefined;
  };

  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      kept.set(`${model}:${id}`, { payload, until: expiresIn ? now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
    },
    find: async (id) => read(`${model}:${id}`),
    findByUid: async (uid) => findBy(model, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findBy(model, (payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = read(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(now() / 1000);
    },
    destroy: async (id) => {
      kept.delete(`${model}:${id}`);
    },
    revokeByGrantId: async (grantId) => {
      // of this kind only: a sign-in page that is still open carries the grant too, and must survive it
      for (const [key, { payload }] of kept)
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) kept.delete(key);
    },
  });
};
