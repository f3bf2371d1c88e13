// Fills a new store with what another one or a backup held; every text gets a key anew, in order.
import type { Change } from '../../ports.ts';
import type { DiskStore } from '../store/open-store.ts';
import type { Source } from './contents.ts';
import { renumbered } from '../../backup/renumbered.ts';

/** Texts in one transaction. */
const BATCH = 500;

export interface Poured {
  readonly contacts: number;
  readonly texts: number;
}

export async function pour(
  store: DiskStore,
  { contents, texts }: Source,
  signal?: AbortSignal,
): Promise<Poured> {
  const { profile, avatar, status, settings, voucherBook, tunnelSettings, ...lists } = contents;
  const { contacts, numbering, vouchers, shares, forwards, drawer, ...forgotten } = lists;
  forgotten satisfies Record<string, never>;
  for (const [name, value] of drawer) store.keepSecret(name, value);
  store.apply([
    { type: 'profile', profile },
    { type: 'avatar', avatar },
    { type: 'status', status },
    { type: 'settings', settings },
    { type: 'voucher_book', book: voucherBook },
    { type: 'tunnel_settings', settings: tunnelSettings },
    { type: 'shares', shares },
    { type: 'forwards', forwards },
    ...contacts.map((contact) => ({ type: 'contact', contact }) as const),
    ...numbering.map((one) => ({ type: 'numbering', numbering: one }) as const),
    ...vouchers.map((one) => ({ type: 'vouchers', vouchers: one }) as const),
  ]);
  let key = 0;
  let batch: Change[] = [];
  for await (const { seq, epoch, ...message } of texts) {
    key++;
    batch.push({
      type: 'message',
      message: { ...message, key },
      seq,
      ...(epoch !== undefined && { epoch }),
    });
    if (batch.length < BATCH) continue;
    store.apply(batch);
    batch = [];
    signal?.throwIfAborted();
  }
  store.apply(batch);
  return { contacts: contacts.length, texts: key };
}

/** The same for an older copy of an account that may have gone on since. */
export function ofOlderCopy({ contents, texts }: Source): Source {
  const after = renumbered(contents.numbering);
  async function* retired(): Source['texts'] {
    for await (const text of texts) yield { ...text, epoch: after.epochOf(text) };
  }
  return { contents: { ...contents, numbering: after.numbering }, texts: retired() };
}
