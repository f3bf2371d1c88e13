// Shows the words of a new account on a screen of their own, which leaves nothing behind, and asks for three of them.
import { randomInt } from 'node:crypto';
import { askLine, askYesNo } from './prompts.ts';
import type { Session } from './terminal.ts';

const ASKED = 3;
const COLUMNS = 3;

/** Resolves when three words came back right; shows them again as often as wanted. Throws `cancelled`. */
export async function showAndCheck(session: Session, words: readonly string[]): Promise<void> {
  for (let first = true; ; first = false) {
    await show(session, words, first ? '' : 'That does not fit. Here they are again.\n\n');
    if (await check(session, words)) return;
  }
}

async function show(session: Session, words: readonly string[], before: string): Promise<void> {
  const { stderr } = session.terminal;
  const rows = words.length / COLUMNS;
  const lines = Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: COLUMNS }, (_column, column) => {
      const at = column * rows + row;
      return `${String(at + 1).padStart(4)}  ${(words[at] ?? '').padEnd(10)}`;
    }).join(''),
  );
  stderr.write('\u001B[?1049h\u001B[2J\u001B[H');
  try {
    stderr.write(
      `${before}These ${words.length} words are your account. Write them down, in this order, on paper.\n` +
        `They are shown this once and stored nowhere; whoever has them is you.\n\n${lines.join('\n')}\n\n`,
    );
    while (!(await askYesNo(session, 'Have you written them down?')));
  } finally {
    stderr.write('\u001B[?1049l');
  }
}

async function check(session: Session, words: readonly string[]): Promise<boolean> {
  const asked = new Set<number>();
  while (asked.size < ASKED) asked.add(randomInt(words.length));
  for (const at of [...asked].sort((a, b) => a - b)) {
    const typed = await askLine(session, `Word number ${at + 1}`);
    if (typed.trim().toLowerCase() !== words[at]) return false;
  }
  return true;
}
