"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const pad = (value: number): string => String(value).padStart(2, "0");

/** "2026-11-18 14:02:11 UTC" */
export const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** "3 d ago"; short enough for a column. */
export function agoText(at: number, now: number): string {
  const past = now - at;
  if (past < minute) return "just now";
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  if (past < day) return `${Math.floor(past / hour)} h ago`;
  if (past < 60 * day) return `${Math.floor(past / day)} d ago`;
  if (past < 730 * day) return `${Math.floor(past / (30.44 * day))} mo ago`;
  return `${Math.floor(past / (365.25 * day))} y ago`;
}

/** "12 s", "4 min 10 s": how long something took. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 1) return "under a second";
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest ? ` ${rest} s` : ""}`;
}

const localClock = (at: number): string => {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
};
const localDay = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};

const never = () => () => {};

/** The server does not know the reader's time zone: it writes UTC, and the browser puts its own time in place. */
const useBrowserText = (inBrowser: string, onServer: string): string =>
  useSyncExternalStore(
    never,
    () => inBrowser,
    () => onServer,
  );

/** The moment the page was made: all its relative times count from it, on the server and in the browser alike. */
export const Now = createContext(0);

/** "3 d ago", with the exact time on hover. */
export function RelativeTime({ at }: { at: number }) {
  const now = useContext(Now);
  return (
    <time dateTime={new Date(at).toISOString()} title={utcText(at)} className="whitespace-nowrap tabular-nums">
      {agoText(at, now)}
    </time>
  );
}

/** "14:02"; with the day when it is not today's. */
export function ClockTime({ at }: { at: number }) {
  const now = useContext(Now);
  const local = localDay(at) === localDay(now) ? localClock(at) : `${localDay(at)} ${localClock(at)}`;
  const utc = utcText(at);
  const sameDay = utc.slice(0, 10) === utcText(now).slice(0, 10);
  return (
    <time dateTime={new Date(at).toISOString()} title={utc} className="whitespace-nowrap tabular-nums">
      {useBrowserText(local, `${utc.slice(sameDay ? 11 : 0, 16)} UTC`)}
    </time>
  );
}

/** "2026-11-18 15:02:11" in the reader's zone, with UTC on hover. */
export function ExactTime({ at }: { at: number }) {
  const utc = utcText(at);
  const local = `${localDay(at)} ${localClock(at)}:${pad(new Date(at).getSeconds())}`;
  return (
    <time dateTime={new Date(at).toISOString()} title={utc} className="whitespace-nowrap tabular-nums">
      {useBrowserText(local, utc)}
    </time>
  );
}
