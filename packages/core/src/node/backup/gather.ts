// Puts the entries of a backup that are no texts together.
import { FRESH_ACCOUNT } from '../../fresh-account.ts';
import { type Contents, KEY_NAMES } from './contents.ts';
import type { Entry } from './entries.ts';
import { damaged } from './fields.ts';

export type Gathered = ReturnType<typeof newGathered>;

export function newGathered() {
  return {
    ...FRESH_ACCOUNT,
    contacts: [] as Contents['contacts'][number][],
    numbering: [] as Contents['numbering'][number][],
    vouchers: [] as Contents['vouchers'][number][],
    shares: [] as Contents['shares'][number][],
    forwards: [] as Contents['forwards'][number][],
    drawer: new Map<string, Uint8Array>(),
    keys: new Map<string, Uint8Array>(),
  };
}

/** False for an entry that is none of these. */
export function gather(gathered: Gathered, [kind, value]: Entry): boolean {
  switch (kind) {
    case 'profile':
      gathered.profile = value;
      return true;
    case 'avatar':
      gathered.avatar = value;
      return true;
    case 'status':
      gathered.status = value.status;
      return true;
    case 'settings':
      gathered.settings = value;
      return true;
    case 'voucher-book':
      gathered.voucherBook = value;
      return true;
    case 'tunnel-settings':
      gathered.tunnelSettings = value;
      return true;
    case 'contact':
      return gathered.contacts.push(value) > 0;
    case 'numbering':
      return gathered.numbering.push(value) > 0;
    case 'vouchers':
      return gathered.vouchers.push(value) > 0;
    case 'share':
      return gathered.shares.push(value) > 0;
    case 'forward':
      return gathered.forwards.push(value) > 0;
    case 'drawer':
      // Else a backup could make an account another one.
      if (KEY_NAMES.includes(value.name)) throw damaged();
      gathered.drawer.set(value.name, value.value);
      return true;
    case 'key':
      gathered.keys.set(value.name, value.value);
      return true;
    case 'torchat-backup':
    case 'text':
    case 'end':
      return false;
    default:
      return value satisfies never;
  }
}
