// Colours of plain output, when there is someone to see them: a terminal, no NO_COLOR, no --no-color.
import { styleText } from 'node:util';
import type { Session } from './terminal.ts';

export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

export function wantsColor({ terminal, options }: Session): boolean {
  const { NO_COLOR, TERM } = terminal.env;
  return options.color && !NO_COLOR && TERM !== 'dumb' && terminal.stdout.isTTY === true;
}

export function painter(session: Session): Paint {
  if (!wantsColor(session)) return (_format, text) => text;
  return (format, text) => styleText(format, text, { validateStream: false });
}
