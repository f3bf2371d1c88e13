// How pictures can be shown on the terminal a command was started in.
import { wantsColor } from './color.ts';
import type { Session } from './terminal.ts';

/** `grey`: light and dark characters, where colours are few or not wanted. */
export type Palette = 'true' | '256' | 'grey';

/** Null where nobody would see a picture: no terminal, or one that only takes lines. */
export function paletteOf(session: Session): Palette | null {
  const { env, stdout } = session.terminal;
  if (stdout.isTTY !== true || env['TERM'] === 'dumb' || env['INK_SCREEN_READER'] === 'true') return null;
  if (!wantsColor(session)) return 'grey';
  return colorsOf(env);
}

/** Terminals say what they can do in COLORTERM, in the name of their kind, or by who they are. */
function colorsOf({ COLORTERM = '', TERM = '', WT_SESSION }: NodeJS.ProcessEnv): Palette {
  if (/^(?:truecolor|24bit)$/u.test(COLORTERM) || /-direct$|kitty/u.test(TERM) || WT_SESSION) return 'true';
  return TERM.includes('256color') ? '256' : 'grey';
}
