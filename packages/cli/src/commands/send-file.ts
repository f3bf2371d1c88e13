// `torchat send-file`: offers a file and stays until it has arrived, with its progress.
import { resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact, ApiEvent, ApiFile } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { fileWords } from '../client/file-words.ts';
import { progressLine } from '../client/progress.ts';
import { progressBar, rateMeter } from '../client/transfer-bar.ts';
import { withAccount } from '../client/with-account.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

type End = Extract<ApiEvent, { type: 'file_end' }>;

/** Throws `file_failed` with the reason when it does not arrive; Ctrl-C takes the offer back. */
export async function sendFile(session: Session, who: string, path: string): Promise<void> {
  await withAccount(session, { network: 'tor' }, async (api, { signal }) => {
    const contact = findContact(await api.contacts(), who);
    const end = await untilItEnds(session, api, contact, resolve(path), signal);
    if (!end.ok) throw new TorchatError('file_failed', end.why);
    if (session.options.json) outJson(session, end);
    else out(session, `${displayName(contact)} has got ${fileWords(end.file)}.`);
  });
}

async function untilItEnds(
  session: Session,
  api: AccountApi,
  contact: ApiContact,
  path: string,
  signal: AbortSignal,
): Promise<End> {
  const done = new AbortController();
  const show = liveLine(session);
  const tellTor = progressLine((line) => {
    show.clear();
    note(session, line);
  });
  let sent: ApiFile | null = null;
  let end: End | null = null;
  /** Events may be quicker than the answer that says which file is ours. */
  const early = new Map<number, End>();
  const hear = (event: ApiEvent): void => {
    if (event.type === 'hello' || event.type === 'account') tellTor(event.account);
    if (event.type === 'file_progress' && event.file.key === sent?.key) show.update(event.file);
    if (event.type === 'file_end') finish(event);
  };
  const finish = (event: End): void => {
    if (sent === null) early.set(event.file.key, event);
    if (event.file.key !== sent?.key) return;
    end = event;
    done.abort();
  };
  const watching = api.watch(hear, AbortSignal.any([signal, done.signal]));
  // Both are awaited below; a watch that fails first must not be an unhandled rejection meanwhile.
  watching.catch(() => undefined);
  try {
    sent = await api.sendFile(contact.id, path);
    const over = early.get(sent.key);
    if (over !== undefined) finish(over);
    else if (contact.presence === 'offline')
      note(session, `${displayName(contact)} is not there yet; the file goes when it is.`);
    await watching;
  } finally {
    done.abort();
    show.clear();
  }
  if (end !== null) return end;
  await api.cancelFile(sent.key).catch(() => undefined);
  throw new TorchatError('cancelled', 'The file was not sent.');
}

/** A line that is drawn again and again where a person looks; nothing elsewhere. */
function liveLine(session: Session): { update(file: ApiFile): void; clear(): void } {
  const rate = rateMeter();
  const { stderr } = session.terminal;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write('\r\u001B[2K');
    drawn = false;
  };
  return {
    clear,
    update(file) {
      if (session.options.json === true || stderr.isTTY !== true) return;
      clear();
      stderr.write(progressBar(file, rate(file.moved, performance.now())));
      drawn = true;
    },
  };
}
