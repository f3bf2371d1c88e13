// What the suite finds: one row for each case, client, direction and world.
import type { TestCase } from 'vitest/node';
import type { WorldName } from '../support/world.ts';

/** What a test says of itself in its `meta`. */
export interface CaseLabel {
  readonly case: string;
  /** `0.9.9.553`, `0.9.9.553 behind the bridge`, `0.9.9.555`, or `of today` for our own at both ends. */
  readonly client: string;
  readonly direction: 'we add it' | 'it adds us' | 'between them';
  readonly world: WorldName;
}

export interface CaseResult extends CaseLabel {
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Of what failed or was skipped, its first line. */
  readonly why: string;
}

declare module 'vitest' {
  interface TaskMeta {
    interop?: CaseLabel;
  }
}

/** For a reporter of vitest, in `onTestCaseResult`; null of a test that is no case. */
export function caseResult(test: TestCase): CaseResult | null {
  const label = test.meta().interop;
  if (label === undefined) return null;
  const { state, errors } = test.result();
  const seconds = Math.round(test.diagnostic()?.duration ?? 0) / 1000;
  const why = errors?.[0]?.message.split('\n')[0] ?? '';
  return { ...label, result: state === 'pending' ? 'skipped' : state, seconds, why };
}
