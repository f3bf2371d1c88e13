// How checks put what they found: what was asked, what was seen, and the first few that did not hold.
import type { CheckRecord, Violation } from '../record/result.ts';
import type { CheckName } from '../scenario/checks.ts';

/** One by one; the rest is counted. */
const TOLD = 50;

export function verdict(
  check: CheckName,
  asked: string,
  seen: string,
  violations: readonly Violation[],
): CheckRecord {
  return {
    check,
    asked,
    seen,
    held: violations.length === 0,
    violations: violations.slice(0, TOLD),
    count: violations.length,
  };
}

/** 90 s, 5 min, 3.2 h. */
export function span(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 180) return `${Math.round(seconds)} s`;
  if (seconds < 3 * 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** In steps of 1000, as sizes are in scenarios. */
export function bytes(count: number): string {
  if (count < 1000) return `${Math.round(count)} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} KB`;
  if (count < 1e9) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(2)} GB`;
}

/** The value below which this share of sorted values lies; NaN of none. */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** "median 3.1 s, p95 8.0 s, worst 9.8 s of 38" */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return 'none was seen';
  const sorted = [...values].sort((a, b) => a - b);
  const [median, worst] = [span(quantile(sorted, 0.5)), span(sorted.at(-1) ?? 0)];
  // A p95 of fewer says nothing.
  const p95 = sorted.length < 20 ? '' : ` p95 ${span(quantile(sorted, 0.95))},`;
  return `median ${median},${p95} worst ${worst} of ${sorted.length}`;
}
