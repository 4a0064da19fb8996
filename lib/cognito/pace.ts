import "server-only";
import { type QuotaCategory, quotas } from "#lib/calls/quota.ts";
import { metrics } from "#lib/metrics.ts";

/** Who asks, in order of precedence, with the part of the quota each may use at most (docs/decisions/0002-one-pace-with-lanes.md). */
const classes = { interactive: 0.8, bulk: 0.2, sweep: 0.3 } as const;
export type PaceClass = keyof typeof classes;
const classOrder = Object.keys(classes) as PaceClass[];

/** Together the console never uses more than this part of a quota: the pool's own sign-ins share it. */
const wholeShare = 0.8;
/** After a throttled call the rate halves, and grows back by this part of itself each second. */
const regrowth = 0.1;
/** Requests per second that are left even after many throttled calls. */
const floor = 1;

const minuteMs = 60_000;

/** How often something happened in each minute of the last hour, the latest last. */
class HourOfMinutes {
  private readonly counts = new Array<number>(60).fill(0);
  private minute: number;

  constructor(now: number) {
    this.minute = Math.floor(now / minuteMs);
  }

  add(now: number): void {
    this.turnTo(now);
    this.counts[59] = (this.counts[59] ?? 0) + 1;
  }
  list(now: number): number[] {
    this.turnTo(now);
    return [...this.counts];
  }
  private turnTo(now: number): void {
    const minute = Math.floor(now / minuteMs);
    for (let passed = Math.min(60, minute - this.minute); passed > 0; passed--) {
      this.counts.shift();
      this.counts.push(0);
    }
    this.minute = Math.max(this.minute, minute);
  }
}

/** This process's own calls of one category. */
export interface OwnCalls {
  category: QuotaCategory;
  /** By minute of the last hour, the latest last. */
  perMinute: number[];
  /** How many of them Cognito throttled. */
  throttled: number;
}

class Bucket {
  private tokens: number;
  private at: number;

  constructor(
    private readonly rate: number,
    now: number,
  ) {
    this.tokens = rate;
    this.at = now;
  }

  /** @param factor what throttling has left of the rate */
  refill(now: number, factor: number): void {
    const rate = Math.max(floor, this.rate * factor);
    this.tokens = Math.min(rate, this.tokens + ((now - this.at) / 1000) * rate);
    this.at = now;
  }
  has = (): boolean => this.tokens >= 1;
  take(): void {
    this.tokens -= 1;
  }
  /** Milliseconds until one more request may go. */
  wait = (factor: number): number =>
    this.has() ? 0 : Math.ceil(((1 - this.tokens) / Math.max(floor, this.rate * factor)) * 1000);
}

/**
 * Paces the calls of one account and Region: a token bucket per quota category and class, interactive ahead of the rest.
 * One process paces itself; sharing the buckets between instances belongs in the database and comes with leases.
 */
export class Pace {
  private readonly lanes = new Map<QuotaCategory, Lane>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Resolves when a call of this category may go. */
  turn(category: QuotaCategory, paceClass: PaceClass): Promise<void> {
    const turn = this.lane(category).enter(paceClass);
    const began = this.now();
    void turn.then(() => metrics().queueSeconds.observe({ category, class: paceClass }, (this.now() - began) / 1000));
    return turn;
  }

  /** Cognito has throttled a call of this category. */
  throttled(category: QuotaCategory): void {
    metrics().throttles.inc({ category });
    this.lane(category).slowDown();
  }

  /** What was sent in the last hour, of each category that was used at all. */
  lastHour(): OwnCalls[] {
    return [...this.lanes].map(([category, lane]) => ({ category, ...lane.lastHour() }));
  }

  private lane(category: QuotaCategory): Lane {
    let lane = this.lanes.get(category);
    if (!lane) {
      lane = new Lane(quotas[category], this.now);
      this.lanes.set(category, lane);
    }
    return lane;
  }
}

class Lane {
  private readonly total: Bucket;
  private readonly buckets: Record<PaceClass, Bucket>;
  private readonly waiting: Record<PaceClass, (() => void)[]> = { interactive: [], bulk: [], sweep: [] };
  private factor = 1;
  private factorAt: number;
  private timer: NodeJS.Timeout | null = null;
  private readonly given: HourOfMinutes;
  private readonly refused: HourOfMinutes;

  constructor(
    quota: number,
    private readonly now: () => number,
  ) {
    const start = now();
    this.given = new HourOfMinutes(start);
    this.refused = new HourOfMinutes(start);
    this.factorAt = start;
    this.total = new Bucket(quota * wholeShare, start);
    this.buckets = {
      interactive: new Bucket(quota * classes.interactive, start),
      bulk: new Bucket(quota * classes.bulk, start),
      sweep: new Bucket(quota * classes.sweep, start),
    };
  }

  enter(paceClass: PaceClass): Promise<void> {
    return new Promise((resolve) => {
      this.waiting[paceClass].push(resolve);
      this.pump();
    });
  }

  slowDown(): void {
    this.grow();
    this.factor = Math.max(0.02, this.factor / 2);
    this.refused.add(this.now());
  }

  lastHour(): Omit<OwnCalls, "category"> {
    const now = this.now();
    const throttled = this.refused.list(now).reduce((sum, count) => sum + count, 0);
    return { perMinute: this.given.list(now), throttled };
  }

  private grow(): void {
    const now = this.now();
    this.factor = Math.min(1, this.factor * (1 + regrowth * ((now - this.factorAt) / 1000)));
    this.factorAt = now;
  }

  private pump(): void {
    this.grow();
    const now = this.now();
    this.total.refill(now, this.factor);
    let soonest = Number.POSITIVE_INFINITY;
    for (const name of classOrder) {
      const bucket = this.buckets[name];
      bucket.refill(now, this.factor);
      const queue = this.waiting[name];
      while (queue.length > 0 && bucket.has() && this.total.has()) {
        bucket.take();
        this.total.take();
        this.given.add(now);
        queue.shift()?.();
      }
      if (queue.length > 0)
        soonest = Math.min(soonest, Math.max(bucket.wait(this.factor), this.total.wait(this.factor)));
    }
    if (this.timer) clearTimeout(this.timer);
    this.timer = soonest === Number.POSITIVE_INFINITY ? null : setTimeout(() => this.pump(), Math.max(1, soonest));
  }
}
