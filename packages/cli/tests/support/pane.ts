// A small terminal emulator: what the chat screen writes, as the rows a person sees.
import widestLine from 'widest-line';

const BLANK = ' ';
/** Right half of a wide character. */
const HALF = '';
// oxlint-disable-next-line no-control-regex
const SEQUENCE = /^\u001B\[([?>=]?)([\d;]*)([@-~])/u;

export interface Pane {
  write(data: string): void;
  resize(columns: number, rows: number): void;
  /** Without blanks at the ends of rows. */
  lines(): string[];
  text(): string;
  readonly cursor: { readonly x: number; readonly y: number };
  /** Modes that are on: `1049` second screen, `2004` bracketed paste. */
  readonly modes: ReadonlySet<string>;
  /** True when any colour was asked for. */
  readonly colored: boolean;
  /** Sequences it does not know, a fault of the emulator or an attack. */
  readonly unknown: string[];
}

export function createPane(columns: number, rows: number): Pane {
  let width = columns;
  let height = rows;
  let cells = blank(width, height);
  let x = 0;
  let y = 0;
  let main = { cells, x, y };
  let colored = false;
  let rest = '';
  const modes = new Set<string>();
  const unknown: string[] = [];
  const segmenter = new Intl.Segmenter();

  function put(text: string): void {
    for (const { segment } of segmenter.segment(text)) {
      const wide = widestLine(segment);
      if (wide === 0) continue;
      if (x + wide > width) {
        x = 0;
        down();
      }
      const row = cells[y] as string[];
      row[x] = segment;
      if (wide === 2) row[x + 1] = HALF;
      x += wide;
    }
  }

  function down(): void {
    if (y < height - 1) y += 1;
    else {
      cells.shift();
      cells.push(Array.from({ length: width }, () => BLANK));
    }
  }

  function control(mark: string, numbers: string, final: string): void {
    const [first = 0, second = 0] = numbers.split(';').map(Number);
    const count = first || 1;
    if (mark === '?') {
      for (const mode of numbers.split(';')) setMode(mode, final === 'h');
      return;
    }
    if (mark !== '') return;
    const row = cells[y] as string[];
    switch (final) {
      case 'm':
        colored ||= numbers.split(';').some((code) => /^(?:3[0-8]|4[0-8]|9\d|10\d)$/u.test(code));
        return;
      case 'A':
        y = Math.max(0, y - count);
        return;
      case 'B':
        y = Math.min(height - 1, y + count);
        return;
      case 'C':
        x = Math.min(width - 1, x + count);
        return;
      case 'D':
        x = Math.max(0, x - count);
        return;
      case 'E':
        x = 0;
        y = Math.min(height - 1, y + count);
        return;
      case 'G':
        x = count - 1;
        return;
      case 'H':
        y = Math.min(height, count) - 1;
        x = Math.min(width, second || 1) - 1;
        return;
      case 'K':
        row.fill(BLANK, first === 0 ? x : 0, first === 1 ? x + 1 : width);
        return;
      case 'J':
        if (first === 0) row.fill(BLANK, x);
        for (let at = first === 0 ? y + 1 : 0; at < height; at++) cells[at]?.fill(BLANK);
        return;
      default:
        unknown.push(`CSI ${numbers}${final}`);
    }
  }

  function setMode(mode: string, on: boolean): void {
    if (on) modes.add(mode);
    else modes.delete(mode);
    if (mode !== '1049') return;
    if (on) {
      main = { cells, x, y };
      cells = blank(width, height);
    } else ({ cells, x, y } = main);
  }

  function step(text: string): number {
    const character = text[0];
    if (character === '\r') x = 0;
    else if (character === '\n') down();
    else if (character === '\b') x = Math.max(0, x - 1);
    else if (character === '\u001B') {
      const found = SEQUENCE.exec(text);
      if (!found) {
        if (text.length < 32) return 0;
        unknown.push(JSON.stringify(text.slice(0, 8)));
        return 1;
      }
      control(found[1] ?? '', found[2] ?? '', found[3] ?? '');
      return found[0].length;
    } else if (character !== undefined && character < ' ') unknown.push(JSON.stringify(character));
    return 1;
  }

  return {
    write(data) {
      rest += data;
      while (rest !== '') {
        // oxlint-disable-next-line no-control-regex
        const plain = /^[^\u0000-\u001F]+/u.exec(rest)?.[0];
        if (plain !== undefined) put(plain);
        const taken = plain?.length ?? step(rest);
        if (taken === 0) return;
        rest = rest.slice(taken);
      }
    },
    resize(newColumns, newRows) {
      width = newColumns;
      height = newRows;
      cells = blank(width, height);
      x = 0;
      y = 0;
    },
    lines: () => cells.map((row) => row.join('').trimEnd()),
    text: () => cells.map((row) => row.join('').trimEnd()).join('\n'),
    get cursor() {
      return { x, y };
    },
    modes,
    get colored() {
      return colored;
    },
    unknown,
  };
}

function blank(columns: number, rows: number): string[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => BLANK));
}
