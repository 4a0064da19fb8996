import { readSync } from "node:fs";

export type CalledLine = {
  call: string;
  body: unknown;
  outcome: string;
  undelivered?: { type: string; message: string };
};
export type SeededLine = { seed: { customers: number; staging: number } };
export type MovedLine = { aheadMs: number };
export type KeyLine = { key: string; pem: string };
/** A line of the ledger: its number, when it was, and what happened. */
export type LedgerLine = { n: number; at: number } & (CalledLine | SeededLine | MovedLine | KeyLine);

const chunkBytes = 1 << 20;

/** Calls back for each whole line; answers with where the last of them ends. */
export const readLedgerLines = (file: number, take: (line: string) => void): number => {
  const chunk = Buffer.alloc(chunkBytes);
  let left: Buffer = Buffer.alloc(0);
  let position = 0;
  for (let read = readSync(file, chunk, 0, chunkBytes, 0); read > 0; ) {
    position += read;
    left = Buffer.concat([left, chunk.subarray(0, read)]);
    let begin = 0;
    for (let end = left.indexOf(10); end >= 0; end = left.indexOf(10, begin)) {
      take(left.toString("utf8", begin, end));
      begin = end + 1;
    }
    left = left.subarray(begin);
    read = readSync(file, chunk, 0, chunkBytes, position);
  }
  return position - left.length;
};
