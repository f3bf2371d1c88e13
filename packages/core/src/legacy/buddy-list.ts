// The old clients' list of contacts: `buddy-list.txt`, a line for each, `<id> <name>`.
import { type TorchatId, wireId } from '../identity/id.ts';

export interface Buddy {
  readonly id: TorchatId;
  readonly name: string;
  readonly note: string;
}

export interface BuddyList {
  readonly buddies: readonly Buddy[];
  /** The numbers of the lines that say nothing that could be understood, from 1. */
  readonly odd: readonly number[];
}

const LINE = /^([a-z2-7]+)(?:\.onion)?(?:[\s\u00a0]+(.*))?$/iu;
/** People took somebody off the list by such a mark before the line. */
const REMOVED = /^[#;!-]/u;

/** Ids of 16 and of 56 characters, each once; a byte order mark, line ends of any kind and blank lines are forgiven. */
export function parseBuddyList(text: string): BuddyList {
  const buddies = new Map<TorchatId, Buddy>();
  const odd: number[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\r|\n/u)
    .entries()) {
    const line = raw.trim();
    if (line === '' || REMOVED.test(line)) continue;
    const [, address = '', name = ''] = LINE.exec(line) ?? [];
    const id = wireId(address.toLowerCase());
    if (id === null) odd.push(at + 1);
    else if (!buddies.has(id)) buddies.set(id, { id, name: name.trim(), note: '' });
  }
  return { buddies: [...buddies.values()], odd };
}

/** As the old client writes it. `short`: ids by their first 16 characters, the only form that 0.9.9.553 knows. */
export function writeBuddyList(buddies: readonly Omit<Buddy, 'note'>[], short: boolean): string {
  return buddies
    .map(({ id, name }) => `${short ? id.slice(0, 16) : id} ${name.replace(/\s+/gu, ' ').trim()}`.trimEnd())
    .map((line) => `${line}\r\n`)
    .join('');
}
