// Lines at the end of the terminal that are drawn again and again; nothing where nobody looks.
import type { Session } from './terminal.ts';
import { cut } from './wrap.ts';

const COLUMNS = 80;

export interface LiveLines {
  /** In place of those drawn before. Safe to print, each on one row. */
  draw(lines: readonly string[]): void;
  /** Before anything else is written. */
  clear(): void;
}

export function liveLines({ terminal: { stderr }, options }: Session): LiveLines {
  const seen = stderr.isTTY === true && options.json !== true;
  let drawn = 0;
  function clear(): void {
    if (drawn === 0) return;
    const up = drawn > 1 ? `\u001B[${drawn - 1}A` : '';
    stderr.write(`\r${up}\u001B[J`);
    drawn = 0;
  }
  return {
    clear,
    draw(lines) {
      if (!seen) return;
      clear();
      // A row that is full to its end would wrap.
      const columns = (stderr.columns ?? COLUMNS) - 1;
      stderr.write(lines.map((line) => cut(line, columns)).join('\n'));
      drawn = lines.length;
    },
  };
}
