// `torchat send-file`: offers files and stays until they have arrived, with their progress.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact, ApiEvent, ApiFile } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { fileWords, skippedWords } from '../client/file-words.ts';
import { progressLine } from '../client/progress.ts';
import { progressBar } from '../client/transfer-bar.ts';
import { withAccount } from '../client/with-account.ts';
import { liveLines } from '../terminal/live-lines.ts';
import { printableLine } from '../terminal/printable.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

/** Offered at a time: a contact takes no more than sixteen, and whoever asks its user about each has enough of it before. */
const AT_ONCE = 8;

type End = Extract<ApiEvent, { type: 'file_end' }>;

/** Throws `file_failed` when one does not arrive, with the reason where it is the only one; Ctrl-C takes them back. */
export async function sendFiles(
  session: Session,
  who: string,
  given: readonly string[],
  flat: boolean,
): Promise<void> {
  const paths = flat ? await filesIn(session, given) : given;
  await withAccount(session, { network: 'tor' }, async (api, { signal }) => {
    const contact = findContact(await api.contacts(), who);
    const failures = await new Sending(session, api, contact, paths).run(signal);
    const [first] = failures;
    if (first === undefined) return;
    if (paths.length === 1) throw new TorchatError('file_failed', first);
    throw new TorchatError('file_failed', `${failures.length} of ${paths.length} files did not arrive.`);
  });
}

/** Folders give way to the files in them. Throws `file_failed` where there is none. */
async function filesIn(session: Session, paths: readonly string[]): Promise<string[]> {
  const { walkFolder } = await import('@torchat/core/node');
  const files: string[] = [];
  for (const path of paths) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      files.push(path);
      continue;
    }
    const { entries, skipped } = await walkFolder(path);
    if (skipped.length > 0) note(session, skippedWords({ skipped: [...skipped] }));
    files.push(...entries.filter(({ size }) => size !== null).map(({ at }) => at));
  }
  if (files.length === 0) throw new TorchatError('file_failed', 'There is no file in this folder.');
  return files;
}

class Sending {
  readonly #session: Session;
  readonly #api: AccountApi;
  readonly #contact: ApiContact;
  readonly #paths: readonly string[];
  readonly #waiting: string[];
  readonly #open = new Map<number, ApiFile>();
  readonly #failures: string[] = [];
  readonly #done = new AbortController();
  readonly #live;
  /** Events may be quicker than the answer that says which file is ours. */
  readonly #early = new Map<number, End>();
  #offering = 0;

  constructor(session: Session, api: AccountApi, contact: ApiContact, paths: readonly string[]) {
    this.#session = session;
    this.#api = api;
    this.#contact = contact;
    this.#paths = paths;
    this.#waiting = [...paths];
    this.#live = liveLines(session);
  }

  /** Resolves with what went wrong, a sentence each; rejects with `cancelled`. */
  async run(signal: AbortSignal): Promise<readonly string[]> {
    const watching = this.#api.watch(this.#listener(), AbortSignal.any([signal, this.#done.signal]));
    // Awaited below; a watch that fails first must not be an unhandled rejection meanwhile.
    watching.catch(() => undefined);
    try {
      if (this.#contact.presence === 'offline')
        note(this.#session, `${displayName(this.#contact)} is not there yet; what you send goes when it is.`);
      while (this.#open.size < AT_ONCE && this.#waiting.length > 0 && !signal.aborted)
        await this.#offerNext();
      await watching;
    } finally {
      this.#done.abort();
      this.#live.clear();
    }
    if (!signal.aborted) return this.#failures;
    for (const key of this.#open.keys()) await this.#api.cancelFile(key).catch(() => undefined);
    throw new TorchatError(
      'cancelled',
      this.#paths.length === 1 ? 'The file was not sent.' : 'Not all was sent.',
    );
  }

  async #offerNext(): Promise<void> {
    const path = this.#waiting.shift();
    if (path === undefined) return;
    this.#offering++;
    try {
      const file = await this.#api.sendFile(this.#contact.id, resolve(path));
      this.#open.set(file.key, file);
      const skipped = skippedWords(file);
      if (skipped !== '') this.#say(skipped);
      const over = this.#early.get(file.key);
      this.#early.delete(file.key);
      if (over !== undefined) this.#finish(over);
    } catch (error) {
      if (!(error instanceof TorchatError) || this.#paths.length === 1) throw error;
      this.#fail(`${printableLine(path)}: ${error.message}`, error.message);
    } finally {
      this.#offering--;
      this.#endIfOver();
    }
  }

  #listener(): (event: ApiEvent) => void {
    const tellTor = progressLine((line) => this.#say(line));
    return (event) => {
      if (event.type === 'hello' || event.type === 'account') tellTor(event.account);
      if (event.type === 'file_progress' && this.#open.has(event.file.key)) this.#show(event);
      if (event.type === 'file_end') this.#finish(event);
    };
  }

  #show(event: Extract<ApiEvent, { type: 'file_progress' }>): void {
    const { file } = event;
    this.#open.set(file.key, file);
    if (this.#session.options.json === true) outJson(this.#session, event);
    else this.#draw();
  }

  #draw(): void {
    const several = this.#paths.length > 1;
    this.#live.draw(
      Array.from(
        this.#open.values(),
        (file) => `${progressBar(file)}${several ? `  ${printableLine(file.name)}` : ''}`,
      ),
    );
  }

  #finish(event: End): void {
    const { file, ok, why } = event;
    if (!this.#open.delete(file.key)) {
      if (this.#offering > 0) this.#early.set(file.key, event);
      return;
    }
    this.#live.clear();
    if (this.#session.options.json === true) outJson(this.#session, event);
    else if (ok) out(this.#session, `${displayName(this.#contact)} has got ${fileWords(file)}.`);
    if (!ok) this.#fail(`${fileWords(file)} did not arrive. ${printableLine(why)}`, why);
    if (this.#open.size > 0) this.#draw();
    // What cannot be offered is told there; the watch ends when nothing is left.
    void this.#offerNext().catch(() => this.#done.abort());
    this.#endIfOver();
  }

  #fail(sentence: string, why: string): void {
    this.#failures.push(why);
    if (this.#paths.length > 1) this.#say(sentence);
  }

  #say(line: string): void {
    this.#live.clear();
    note(this.#session, line);
  }

  #endIfOver(): void {
    if (this.#open.size === 0 && this.#offering === 0 && this.#waiting.length === 0) this.#done.abort();
  }
}
