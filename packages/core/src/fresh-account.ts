// What an account is before anything was written: every store answers with this when it is new.
import type { FilePolicy } from './model.ts';
import type { Snapshot } from './ports.ts';

export const FRESH_ACCOUNT: Pick<
  Snapshot,
  'profile' | 'avatar' | 'status' | 'settings' | 'shares' | 'forwards' | 'tunnelSettings' | 'voucherBook'
> = {
  profile: { name: '', text: '' },
  avatar: null,
  status: 'available',
  settings: { strangers: 'ask', looksLike: 'torchat' },
  shares: [],
  forwards: [],
  tunnelSettings: { socks: [], limits: [], log: false },
  voucherBook: { returningUntil: null, seenAt: null, seenRemoved: [], removed: [] },
};

/** For every new contact: nothing of its files is kept unasked. */
export const FRESH_POLICY: FilePolicy = { consent: 'ask', upTo: 0, folder: null };
