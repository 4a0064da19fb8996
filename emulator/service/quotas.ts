import type { Clock } from "./clock.ts";
import { secondMs } from "./clock.ts";
import { tooManyRequests } from "./fault.ts";

type Rate = { perSecond: number; perSecondInPool?: number };

/** Requests per second for the account in its Region, all pools together (cognito.md 4.1). */
const categories = {
  UserAuthentication: { perSecond: 120 },
  UserCreation: { perSecond: 50 },
  UserAccountRecovery: { perSecond: 30 },
  UserFederation: { perSecond: 25 },
  UserRead: { perSecond: 120 },
  UserUpdate: { perSecond: 25 },
  UserList: { perSecond: 30 },
  UserPoolRead: { perSecond: 15 },
  UserPoolUpdate: { perSecond: 15 },
  UserToken: { perSecond: 120 },
  UserResourceRead: { perSecond: 50 },
  UserResourceUpdate: { perSecond: 25 },
  UserPoolResourceRead: { perSecond: 20, perSecondInPool: 5 },
  UserPoolResourceUpdate: { perSecond: 15, perSecondInPool: 5 },
  UserPoolClientRead: { perSecond: 15, perSecondInPool: 5 },
  UserPoolClientUpdate: { perSecond: 15, perSecondInPool: 5 },
  LimitManagement: { perSecond: 1 },
} satisfies Record<string, Rate>;

export type Category = keyof typeof categories;

/** What a category has at no cost. */
export const freeLimit = (category: Category): number => categories[category].perSecond;

// Challenge answers have three times the UserAuthentication quota before they spill into it (cognito.md 4.1, note 1).
const challengeAnswersPerRequest = 3;

// For each user 10 reads and 10 writes a second (cognito.md 4.1).
const perUser = 10;

type Bucket = { tokens: number; at: number };

const bucketsMax = 50_000;

/** Token buckets that hold one second's worth (assumed: the service does not say how far it lets a burst go). */
export const createQuotas = ({ enabled, scale, clock }: { enabled: boolean; scale: number; clock: Clock }) => {
  const buckets = new Map<string, Bucket>();
  /** What UpdateProvisionedLimit raised. */
  const provisioned = new Map<Category, number>();
  const limitOf = (category: Category) => provisioned.get(category) ?? freeLimit(category);

  const take = (key: string, unscaled: number): boolean => {
    const now = clock.now();
    const perSecond = unscaled * scale;
    // However small the scale, one request must fit, or none would ever pass.
    const size = Math.max(perSecond, 1);
    const { tokens, at } = buckets.get(key) ?? { tokens: size, at: now };
    // A clock that was put back gives nothing and takes nothing.
    const filled = Math.min(size, tokens + (Math.max(now - at, 0) / secondMs) * perSecond);
    const granted = filled >= 1;
    buckets.set(key, { tokens: granted ? filled - 1 : filled, at: now });
    if (buckets.size > bucketsMax) forgetFull(buckets, now, scale);
    return granted;
  };

  return {
    takeCategory(category: Category, poolId: string) {
      if (!enabled) return;
      const { perSecondInPool }: Rate = categories[category];
      if (!take(category, limitOf(category))) throw rateExceeded();
      if (perSecondInPool !== undefined && !take(`${category} ${poolId}`, perSecondInPool)) throw rateExceeded();
    },
    takeChallengeAnswer() {
      const perSecond = limitOf("UserAuthentication");
      if (!enabled || take("challenge answers", challengeAnswersPerRequest * perSecond)) return;
      if (!take("UserAuthentication", perSecond)) throw rateExceeded();
    },
    limitOf,
    provision: (category: Category, perSecond: number) => {
      provisioned.set(category, perSecond);
    },
    clear() {
      buckets.clear();
      provisioned.clear();
    },
    takeUser(access: "read" | "write", user: string) {
      if (enabled && !take(`${access} ${user}`, perUser)) throw rateExceeded();
    },
  };
};

export type Quotas = ReturnType<typeof createQuotas>;

// HTTP 400 with this text (cognito.md 4.3; "Too many requests" was seen as well).
const rateExceeded = () => tooManyRequests("Rate exceeded");

// In the time that the slowest takes to fill, every bucket is full again, and a full bucket says nothing.
const forgetFull = (buckets: Map<string, Bucket>, now: number, scale: number) => {
  const fullAfterMs = secondMs * Math.max(1, 1 / scale);
  for (const [key, { at }] of buckets) if (now - at >= fullAfterMs) buckets.delete(key);
};
