// From the text of a scenario to its data, or to everything that is wrong with it, each with line and field.
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { crossCheck } from './cross-check.ts';
import { problemsOf } from './issue.ts';
import { fieldOf, type Path, type Problem } from './problem.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

export type Reading =
  | { readonly ok: true; readonly scenario: Scenario; readonly lineOf: (path: Path) => number }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws for what stands in the text. */
export function readScenario(text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const at = (offset: number): Pick<Problem, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const told = (path: Path, what: string): Problem => ({
    ...at(offsetOf(document, path)),
    field: fieldOf(path),
    what,
  });
  const [broken] = document.errors;
  if (broken !== undefined)
    return { ok: false, problems: [{ ...at(broken.pos[0]), field: '', what: firstLine(broken.message) }] };
  const data = plain(document);
  if (data === null) return { ok: false, problems: [told([], 'aliases (*name) are not taken here')] };
  const read = scenarioSchema.safeParse(data.value);
  if (!read.success) {
    const problems = read.error.issues.flatMap((issue) => problemsOf(issue, data.value));
    return { ok: false, problems: problems.map(({ path, what }) => told(path, what)) };
  }
  const crossed = crossCheck(read.data).map(({ path, what }) => told(path, what));
  if (crossed.length > 0) return { ok: false, problems: crossed };
  return { ok: true, scenario: read.data, lineOf: (path) => at(offsetOf(document, path)).line };
}

/** Aliases may make a small file a huge tree: null. */
function plain(document: Document): { readonly value: unknown } | null {
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) };
  } catch {
    return null;
  }
}

/** Where a field begins: its key, else what is nearest around it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/u, '') ?? message;
}
