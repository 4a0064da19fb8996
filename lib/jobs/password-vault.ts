import "server-only";

/**
 * Passwords on their way: typed ones until they are sent, generated ones until they are shown once. They live in this process's
 * memory and nowhere else; a restart loses them, and the agent sets another one.
 */
const heldForMs = 15 * 60_000;

interface Held {
  password: string;
  until: number;
}
const shared = globalThis as { __lifeguardVault?: Map<string, Held> };

function vault(): Map<string, Held> {
  shared.__lifeguardVault ??= new Map();
  const now = Date.now();
  for (const [key, held] of shared.__lifeguardVault) if (held.until < now) shared.__lifeguardVault.delete(key);
  return shared.__lifeguardVault;
}

/** @param slot the item's position, or "typed" for the password that an administrator typed for the whole job */
export const hold = (jobId: string, slot: number | "typed", password: string): void => {
  vault().set(`${jobId}/${slot}`, { password, until: Date.now() + heldForMs });
};

/** Takes the password out; a second call finds nothing. */
export function take(jobId: string, slot: number | "typed"): string | null {
  const key = `${jobId}/${slot}`;
  const held = vault().get(key);
  vault().delete(key);
  return held?.password ?? null;
}

export const holds = (jobId: string, slot: number | "typed"): boolean => vault().has(`${jobId}/${slot}`);
