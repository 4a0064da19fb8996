/** Milliseconds since the epoch. Everything that expires asks a clock that tests may move. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: Date.now };

/** A clock that stands still until it is moved. */
export const standingClock = (start: number) => {
  let at = start;
  return {
    now: () => at,
    advance(milliseconds: number) {
      at += milliseconds;
    },
  };
};

export type MovableClock = ReturnType<typeof movableClock>;

/** Runs as the clock below it does, from wherever it is put. */
export const movableClock = (below: Clock) => {
  let ahead = 0;
  let standing: number | undefined;
  return {
    now: () => standing ?? below.now() + ahead,
    below: () => below.now(),
    /** Stands at one moment while a piece of work is done, so that it can be done again with the same result. */
    during<T>(at: number, work: () => T): T {
      standing = at;
      try {
        return work();
      } finally {
        standing = undefined;
      }
    },
    advance(milliseconds: number) {
      ahead += milliseconds;
    },
    set(at: number) {
      ahead = at - below.now();
    },
  };
};

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
