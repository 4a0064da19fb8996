"use client";

import { useEffect, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";

const second = 1000;
/** From here on it is told in the color of a warning. */
const soonMs = 30 * second;

const clockText = (leftMs: number): string => {
  const seconds = Math.ceil(leftMs / second);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** How long a session still waits for its answer. */
export function Countdown({ endsAt }: { endsAt: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(timer);
  }, []);
  const left = endsAt - now;
  return (
    <span role="timer" aria-label="Time left for the answer">
      <Badge tone={left <= 0 ? "bad" : left <= soonMs ? "warn" : "accent"}>
        <span className="tabular-nums">{left <= 0 ? "Session over" : `Session: ${clockText(left)} left`}</span>
      </Badge>
    </span>
  );
}
