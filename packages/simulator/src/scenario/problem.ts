// What is wrong with a scenario: where, and in which words.

export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `breaks[0].for`; empty for the file as a whole. */
  readonly field: string;
  readonly what: string;
}

/** `two-friends.yaml:12:5 breaks[0].for: a duration reads like 30s, 5m, 1.5h or 2d` */
export function problemLine(file: string, { line, column, field, what }: Problem): string {
  return `${file}:${line}:${column} ${field === '' ? '' : `${field}: `}${what}`;
}

export type Path = readonly (string | number)[];

export function fieldOf(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./u, '');
}
