import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { Fault } from "#lib/errors.ts";

interface Holder {
  pid: number;
  /** When that process began, in whatever unit the system counts; null where it cannot be asked. */
  started: string | null;
  /** The same by its own clock, for people. */
  since: string;
}

/** Tells a process from a later one with the same number; only Linux says it in a file. null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name may hold spaces and brackets, so read on from behind it
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // killed, but its parent has not asked for it yet: in some containers nobody ever does
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

const me = (): Holder => ({
  pid: process.pid,
  started: startOf(process.pid),
  since: new Date(Math.round((Date.now() - process.uptime() * 1000) / 1000) * 1000).toISOString(),
});

function isAlive({ pid, started, since }: Holder): boolean {
  const own = me();
  if (started !== null) return startOf(pid) === started;
  // A container's process has the number 1 each time; the clock may have moved by a second.
  if (pid === own.pid) return Math.abs(Date.parse(since) - Date.parse(own.since)) < 5_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Puts the finished file in place, or fails when there is one: nobody ever reads half a lock. */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.pid}`;
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes the folder of an embedded database for this process, by a file beside it. Two processes in one folder would corrupt it, and
 * PGlite lets them. A lock whose process has ended is taken over.
 * @returns gives the folder back
 * @throws Fault("database") that names the process which has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = `${folder}.lock`;
  const holder = me();
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
  for (let tries = 0; tries < 3; tries++) {
    if (place(file, holder)) {
      // Someone who found the old lock stale just before may still be moving "it" away: see whether ours is still there.
      if (tries > 0) await setTimeout(100);
      const there = readHolder(file);
      if (there?.pid === holder.pid && there.started === holder.started) return () => rmSync(file, { force: true });
    }
    const other = readHolder(file);
    if (other && isAlive(other)) throw taken(folder, file, other);
    const stale = `${file}.stale.${process.pid}`;
    try {
      renameSync(file, stale);
      rmSync(stale, { force: true });
    } catch {
      // someone else moved it first; the next try meets their lock
    }
  }
  throw taken(folder, file, readHolder(file));
}

function taken(folder: string, file: string, other: Holder | null): Fault {
  const who =
    other?.pid === process.pid
      ? "This very process"
      : other
        ? `The process ${other.pid} (running since ${other.since})`
        : "Another process";
  return new Fault("database", {
    sentence: `${who} has the database in ${folder} open, and only one may. Stop it, or set DATABASE_URL to share a PostgreSQL server. If no such process is a console, delete ${file}.`,
  });
}
