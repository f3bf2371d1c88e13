// How the window is shared out: who gets which rows and columns at this size.
import { type InputView, inputRows } from './input-rows.ts';

const NARROW = 50;
const LOW = 8;
const MOST_INPUT_ROWS = 5;
const ROSTER_COLUMNS = 22;
/** `> ` */
const PROMPT = 2;

export interface Area {
  readonly columns: number;
  readonly rows: number;
}

export interface ScreenLayout {
  /** Null where there is no room for it. */
  readonly roster: Area | null;
  readonly talk: Area;
  readonly rule: boolean;
  readonly input: InputView;
  /** The row of the window where the input begins. */
  readonly inputTop: number;
}

export function screenLayout(columns: number, rows: number, text: string, cursor: number): ScreenLayout {
  const rule = rows >= LOW;
  const mostInput = Math.max(1, Math.min(MOST_INPUT_ROWS, Math.floor(rows / 3)));
  const input = inputRows(text, cursor, Math.max(4, columns - PROMPT), mostInput);
  const talkRows = Math.max(1, rows - input.rows.length - 1 - (rule ? 1 : 0));
  const roster =
    columns < NARROW ? null : { columns: Math.min(ROSTER_COLUMNS, Math.floor(columns / 3)), rows: talkRows };
  return {
    roster,
    talk: { columns: columns - (roster?.columns ?? 0), rows: talkRows },
    rule,
    input,
    inputTop: talkRows + (rule ? 1 : 0),
  };
}
