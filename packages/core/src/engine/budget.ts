// A token bucket on the engine's clock: what bounds everything others can make us do.

export interface Budget {
  tokens: number;
  /** When `tokens` was right, milliseconds. */
  at: number;
}

export function newBudget(full: number, now: number): Budget {
  return { tokens: full, at: now };
}

/** Takes one token if there is one; the bucket holds at most `full` and gains `perSecond`. */
export function spend(budget: Budget, now: number, full: number, perSecond: number): boolean {
  refill(budget, now, full, perSecond);
  if (budget.tokens < 1) return false;
  budget.tokens -= 1;
  return true;
}

/** Gives a token beyond those that time gives. */
export function earn(budget: Budget, full: number): void {
  budget.tokens = Math.min(full, budget.tokens + 1);
}

/** Milliseconds until a token is there. */
export function until(budget: Budget, now: number, full: number, perSecond: number): number {
  refill(budget, now, full, perSecond);
  return budget.tokens >= 1 ? 0 : Math.ceil(((1 - budget.tokens) * 1000) / perSecond);
}

function refill(budget: Budget, now: number, full: number, perSecond: number): void {
  budget.tokens = Math.min(full, budget.tokens + (Math.max(0, now - budget.at) * perSecond) / 1000);
  budget.at = now;
}
