// A quota for each contact that opens our shares, as bounded as the user said.
import type { ShareLimit, TorchatId, TunnelSettings } from '@torchat/core';
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

  /** One for as long as this program runs, and of what was used today before. */
  of(contact: TorchatId): Quota {
    const known = this.#quotas.get(contact);
    if (known !== undefined) return known;
    const quota = new Quota(Date.now, () => this.#spent(contact));
    const limit = this.#boundsOf(contact);
    quota.bounds = limit;
    if (limit?.spent) quota.spent = limit.spent;
    this.#quotas.set(contact, quota);
    return quota;
  }

  /** The limits with what was used of this day, for those that bound it; null where it is kept already. */
  spentLimits(): readonly ShareLimit[] | null {
    const { limits } = this.#settings();
    const now = limits.map((limit) => {
      const spent = this.#quotas.get(limit.contact)?.spent;
      if (limit.bytesPerDay === null || spent === undefined || spent.bytes === 0) return limit;
      const kept = limit.spent?.day === spent.day && limit.spent.bytes === spent.bytes;
      return kept ? limit : { ...limit, spent };
    });
    return now.some((limit, at) => limit !== limits[at]) ? now : null;
  }

  /** The user said otherwise. */
  changed(): void {
    for (const [contact, quota] of this.#quotas) quota.bounds = this.#boundsOf(contact);
  }

  close(): void {
    for (const quota of this.#quotas.values()) quota.close();
  }

  #boundsOf(id: TorchatId): ShareLimit | null {
    return this.#settings().limits.find(({ contact }) => contact === id) ?? null;
  }
}
