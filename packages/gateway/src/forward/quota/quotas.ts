// A quota for each contact that opens our shares, as bounded as the user said.
import type { TorchatId, TunnelSettings } from '@torchat/core';
import { Quota } from './quota.ts';

export class Quotas {
  readonly #quotas = new Map<TorchatId, Quota>();
  readonly #settings: () => TunnelSettings;
  readonly #spent: (contact: TorchatId) => void;

  /** `spent` is called when a contact has used up the bytes of its day. */
  constructor(settings: () => TunnelSettings, spent: (contact: TorchatId) => void) {
    this.#settings = settings;
    this.#spent = spent;
  }

  /** One for as long as this program runs: what was used today counts on. */
  of(contact: TorchatId): Quota {
    const known = this.#quotas.get(contact);
    if (known !== undefined) return known;
    const quota = new Quota(Date.now, () => this.#spent(contact));
    quota.bounds = this.#boundsOf(contact);
    this.#quotas.set(contact, quota);
    return quota;
  }

  /** The user said otherwise. */
  changed(): void {
    for (const [contact, quota] of this.#quotas) quota.bounds = this.#boundsOf(contact);
  }

  close(): void {
    for (const quota of this.#quotas.values()) quota.close();
  }

  #boundsOf(id: TorchatId): TunnelSettings['limits'][number] | null {
    return this.#settings().limits.find(({ contact }) => contact === id) ?? null;
  }
}
