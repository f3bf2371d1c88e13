// How the window is shared out: who gets which rows and columns at this size.
import { type InputView, inputRows } from './input-rows.ts';

const NARROW = 50;
const LOW = 8;
const MOST_INPUT_ROWS = 5;
const MOST_FILE_ROWS = 5;
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
  /** Files on their way, below the two; null where there is none, or no room. */
  readonly files: Area | null;
  readonly rule: boolean;
  readonly input: InputView;
  /** The row of the window where the input begins. */
  readonly inputTop: number;
}

interface Content {
  readonly text: string;
  readonly cursor: number;
  /** On their way. */
  readonly files: number;
}

export function screenLayout(columns: number, rows: number, { text, cursor, files }: Content): ScreenLayout {
  const rule = rows >= LOW;
  const mostInput = Math.max(1, Math.min(MOST_INPUT_ROWS, Math.floor(rows / 3)));
  const input = inputRows(text, cursor, Math.max(4, columns - PROMPT), mostInput);
  const above = Math.max(1, rows - input.rows.length - 1 - (rule ? 1 : 0));
  const fileRows = Math.min(files, MOST_FILE_ROWS, Math.floor(above / 4));
  const talkRows = above - fileRows;
  const roster =
    columns < NARROW ? null : { columns: Math.min(ROSTER_COLUMNS, Math.floor(columns / 3)), rows: talkRows };
  return {
    roster,
    talk: { columns: columns - (roster?.columns ?? 0), rows: talkRows },
    files: fileRows === 0 ? null : { columns, rows: fileRows },
    rule,
    input,
    inputTop: above + (rule ? 1 : 0),
  };
}
