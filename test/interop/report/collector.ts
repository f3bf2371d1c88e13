// Collects the results while the lives are told, and says how it goes on.
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { OTHERS } from '../support/others.ts';
import { type CaseResult, caseResult } from './result.ts';

const DIRECTIONS: readonly CaseResult['direction'][] = ['we add it', 'it adds us', 'between them'];

export interface Collector {
  readonly reporter: Reporter;
  /** By world, client and direction, in the order of the cases. */
  readonly results: () => readonly CaseResult[];
  /** What went wrong beside the cases: a file that cannot be read, a client that does not start. */
  readonly troubles: () => readonly string[];
}

/** `wanted` of a test's full name; the others were never meant to run. */
export function collector(wanted: RegExp, say: (line: string) => void): Collector {
  const found: CaseResult[] = [];
  const troubles: string[] = [];
  const note = (errors: readonly { readonly message: string }[]): void => {
    for (const { message } of errors) troubles.push(message.split('\n')[0] ?? '');
  };
  const reporter: Reporter = {
    onTestCaseResult(test: TestCase) {
      if (!wanted.test(test.fullName.replaceAll(' > ', ' '))) return;
      const result = caseResult(test);
      if (result === null) return;
      found.push(result);
      const { case: name, client, direction, world, seconds, why } = result;
      const reason = why === '' ? '' : `: ${why}`;
      say(`${result.result}  ${world}, ${client}, ${direction}: ${name} (${seconds.toFixed(1)} s)${reason}`);
    },
    onTestSuiteResult(suite) {
      note(suite.errors());
    },
    onTestModuleEnd(module: TestModule) {
      note(module.errors());
    },
    onTestRunEnd(_, errors) {
      note(errors);
    },
  };
  return { reporter, results: () => inOrder(found), troubles: () => troubles };
}

function inOrder(results: readonly CaseResult[]): CaseResult[] {
  // Sorting is stable, and within a life the cases come in order.
  return [...results].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Loopback first, then as the clients are listed, and within a client who adds whom. */
function placeOf({ world, client, direction }: CaseResult): number {
  const at = OTHERS.findIndex(({ label }) => label === client);
  return (world === 'loopback' ? 0 : 1000) + 10 * at + DIRECTIONS.indexOf(direction);
}
