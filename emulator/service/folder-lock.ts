import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { LedgerError } from "./ledger-error.ts";

/** Two processes on one folder would each know half of it. A lock whose process is gone was left by a kill. */
export const lockFolder = (path: string): (() => void) => {
  const holder = readHolder(path);
  if (holder !== undefined && isHeld(path, holder)) {
    throw new LedgerError(`The folder is in use by process ${holder}: stop it, or name another folder with --data.`);
  }
  writeFileSync(path, String(process.pid));
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
};

const readHolder = (path: string): number | undefined => {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

const held = new Set<string>();

const isHeld = (path: string, pid: number): boolean => {
  // In a container the same number comes back, though the process that left the lock is gone.
  if (!pid || pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
