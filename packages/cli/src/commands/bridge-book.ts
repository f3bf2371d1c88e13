// `torchat bridge add`, `list`, `remove`: the book of aliases, of the bridge that runs or of its account.
import type { BookRequest, BookRow } from '@torchat/gateway';
import { existingBridge } from '../client/bridge-paths.ts';
import { withPassphrase } from '../client/passphrase.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const HOW: Record<BookRow['how'], string> = {
  own: 'this bridge',
  added: 'added by you',
  learned: 'learned',
};

export async function bridgeAdd(session: Session, id: string): Promise<void> {
  for (const row of await ask(session, { do: 'add', id })) {
    if (session.options.json) outJson(session, row);
    else out(session, row.alias);
  }
  note(session, 'Paste this into "Add contact" of the old program.');
}

export async function bridgeList(session: Session): Promise<void> {
  const rows = await ask(session, { do: 'list' });
  if (session.options.json) outJson(session, rows);
  else out(session, table(rows.map(({ alias, id, how }) => [alias, id, HOW[how]])));
}

export async function bridgeRemove(session: Session, which: string): Promise<void> {
  for (const { alias, id } of await ask(session, { do: 'remove', id: which })) {
    if (session.options.json) outJson(session, { alias, id, removed: true });
    else out(session, `${alias} is removed; delete it in the old program, too.`);
  }
}

async function ask(session: Session, request: BookRequest): Promise<readonly BookRow[]> {
  const paths = existingBridge(session);
  const { askRunningBridge, editBook } = await import('@torchat/gateway');
  return (
    (await askRunningBridge(paths, request)) ??
    (await withPassphrase(session, (passphrase) => editBook(paths, passphrase, request)))
  );
}
