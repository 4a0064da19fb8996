import "server-only";
import { processWide } from "#lib/process-wide.ts";

/**
 * Passwords on their way: typed ones until they are sent, generated ones until they are shown once. They live in this process's
 * memory and nowhere else; a restart loses them, and the agent sets another one.
 */
const heldForMs = 15 * 60_000;

interface Held {
  password: string;
  until: number;
}

export const passwordVault = processWide("password-vault", () => new Map<string, Held>());

function vault(): Map<string, Held> {
  const passwords = passwordVault.get();
  const now = Date.now();
  for (const [key, held] of passwords) if (held.until < now) passwords.delete(key);
  return passwords;
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
