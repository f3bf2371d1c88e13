import { expect, test } from 'vitest';
import type { CaseResult } from './result.ts';
import { table } from './table.ts';

const passed: CaseResult = {
  case: 'a text: plain',
  client: '0.9.9.555',
  direction: 'we add it',
  world: 'containers',
  result: 'passed',
  seconds: 0.126,
  why: '',
};

test('the table has a row for each result, and what did not pass stands out', () => {
  const failed: CaseResult = { ...passed, case: 'a | b', result: 'failed', seconds: 60, why: 'late' };
  expect(table([passed, failed])).toBe(
    `| case          | client    | direction | world      | result |   time |
|---------------|-----------|-----------|------------|--------|--------|
| a text: plain | 0.9.9.555 | we add it | containers | passed |  0.1 s |
| a \\| b        | 0.9.9.555 | we add it | containers | FAILED | 60.0 s |
`,
  );
});
