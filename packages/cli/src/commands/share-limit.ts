// `torchat share limit` and `torchat share log`: what contacts may take of our shares, and who took what.
import { TorchatError } from '@torchat/core';
import type { ApiShareLimit } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { sizeWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { table } from '../terminal/table.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const STORE_ONLY = { network: 'off' } as const;

export interface Bounds {
  readonly connections?: number;
  /** Bytes a second. */
  readonly rate?: number;
  /** Bytes a day. */
  readonly day?: number;
  readonly none?: boolean;
}

/** Without a contact: lists the limits. With one and no bounds: an error that says how. */
export async function shareLimit(session: Session, who: string | undefined, bounds: Bounds): Promise<void> {
  if (who === undefined) return listLimits(session);
  const { connections = null, rate = null, day = null, none = false } = bounds;
  const given = connections !== null || rate !== null || day !== null;
  if (given === none)
    throw new TorchatError('bad_request', 'Say --connections, --rate or --day, or --none for no limit.');
  await withAccount(session, STORE_ONLY, async (api) => {
    const contact = findContact(await api.contacts(), who);
    const limit = { contact: contact.id, connections, bytesPerSecond: rate, bytesPerDay: day };
    const kept = await api.putShareLimit(limit);
    if (session.options.json) return outJson(session, kept);
    const name = displayName(contact);
    out(session, given ? `${name}: ${limitWords(kept)}.` : `${name} has no limits.`);
  });
}

async function listLimits(session: Session): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const limits = await api.shareLimits();
    if (session.options.json) return outJson(session, limits);
    if (limits.length === 0)
      return note(session, 'Nobody has limits: `torchat share limit CONTACT` sets them.');
    const names = new Map((await api.contacts()).map((contact) => [contact.id, displayName(contact)]));
    out(
      session,
      table(limits.map((limit) => [names.get(limit.contact) ?? limit.contact, limitWords(limit)])),
    );
  });
}

/** `choice`: null only tells. */
export async function shareLog(session: Session, choice: 'on' | 'off' | null): Promise<void> {
  await withAccount(session, STORE_ONLY, async (api) => {
    const log = choice === null ? await api.shareLog() : await api.setShareLog({ on: choice === 'on' });
    if (session.options.json) return outJson(session, log);
    out(
      session,
      log.on
        ? 'Who opens what and when is written to shares.log in the folder of the account.'
        : 'No log is kept of who opens what. One that was kept lies in the folder of the account until it is deleted.',
    );
  });
}

function limitWords({ connections, bytesPerSecond, bytesPerDay }: ApiShareLimit): string {
  return [
    connections === null ? '' : `at most ${connections} connections`,
    bytesPerSecond === null ? '' : `${sizeWords(bytesPerSecond)} a second`,
    bytesPerDay === null ? '' : `${sizeWords(bytesPerDay)} a day`,
  ]
    .filter((words) => words !== '')
    .join(', ');
}
