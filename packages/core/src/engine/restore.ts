// The engine's state at the start, out of what a store kept.
import type { TorchatId } from '../identity/id.ts';
import { newBudget } from './budget.ts';
import type { FileKey } from './io/keys.ts';
import type { Core, Peer } from './state.ts';
import type { Md5, Random, Snapshot } from '../ports.ts';
import { newCookie, newPeer } from './peers.ts';
import type { OwnSeal } from './seal/state.ts';
import { FRUITLESS_DIALS, STRANGER_DIALS_A_MINUTE } from './timing.ts';
import { Timers } from './timers.ts';
import { plainMd5 } from './transfer/md5.ts';
import { isPast } from './transfer/past.ts';
import { restored } from './transfer/record.ts';
import type { Transfer } from './transfer/state.ts';
import type { OwnTwin } from './twin/state.ts';
import { voucherKeysOf } from './voucher/token.ts';

export interface EngineOptions {
  readonly id: TorchatId;
  readonly snapshot: Snapshot;
  readonly random: Random;
  readonly now: number;
  /** Absent: one in plain JavaScript. */
  readonly md5?: Md5 | undefined;
  /** 32 bytes; null or absent where no words lead to the account: it issues no vouchers and takes none back. */
  readonly voucherKey?: Uint8Array | null;
  /** Absent or null: nobody looks for other machines, and the service is published elsewhere or unasked. */
  readonly twin?: OwnTwin | null;
  /** Absent or null where we do not hold our onion key: then no seal is offered. */
  readonly seal?: OwnSeal | null;
}

export function restore(options: EngineOptions): Core {
  const { id, snapshot, random, now, md5 = plainMd5, voucherKey = null, twin = null, seal = null } = options;
  const cookie = () => newCookie((length) => random.bytes(length));
  const peers = new Map<TorchatId, Peer>();
  const self = newPeer(id, null, cookie(), now);
  peers.set(id, self);
  for (const contact of snapshot.contacts) peers.set(contact.id, newPeer(contact.id, contact, cookie(), now));
  for (const numbering of snapshot.numbering) {
    const peer = peers.get(numbering.contact);
    if (peer === undefined) continue;
    peer.numbering = numbering;
    peer.maybeSent = numbering.nextSeq - 1;
  }
  let lastDate = 0;
  for (const vouchers of snapshot.vouchers) {
    const peer = peers.get(vouchers.contact);
    if (peer !== undefined) peer.vouchers = vouchers;
    lastDate = Math.max(lastDate, vouchers.issuedAt ?? 0);
  }
  for (const open of snapshot.outbox) peers.get(open.message.contact)?.open.push(open);
  for (const [contact, keys] of snapshot.unread) peers.get(contact)?.unread.push(...keys);
  return {
    now,
    outputs: [],
    timers: new Timers(),
    links: new Map(),
    owed: new Set(),
    status: snapshot.status,
    self,
    random,
    id,
    md5,
    seal,
    everyone: { id: null, timers: {}, violatedAt: Number.NEGATIVE_INFINITY },
    peers,
    strangers: new Set(),
    lanes: new Map(),
    silent: new Set(),
    claiming: new Set(),
    dials: new Map(),
    strangersDialling: 0,
    urgent: new Set(),
    routine: new Set(),
    strangerDials: newBudget(STRANGER_DIALS_A_MINUTE, now),
    fruitless: newBudget(FRUITLESS_DIALS, now),
    nextLink: 1,
    files: filesOf(snapshot, peers, now),
    nextFile: snapshot.lastFile + 1,
    filesBegun: false,
    lastKey: snapshot.lastKey,
    network: false,
    mayDial: false,
    profile: snapshot.profile,
    avatar: snapshot.avatar,
    settings: snapshot.settings,
    shares: snapshot.shares,
    forwards: snapshot.forwards,
    tunnelSettings: snapshot.tunnelSettings,
    twin: twin && { ...twin, phase: 'looking', other: '', look: null, misses: 0, asked: null },
    vouching: { keys: voucherKey && voucherKeysOf(voucherKey), book: snapshot.voucherBook, lastDate },
    reachability: { state: 'unknown', delay: null },
  };
}

/** Those under way in an earlier run; what has ended is remembered by its contact. */
function filesOf(
  { files }: Snapshot,
  peers: ReadonlyMap<TorchatId, Peer>,
  now: number,
): Map<FileKey, Transfer> {
  const underway = new Map<FileKey, Transfer>();
  for (const kept of files) {
    const peer = peers.get(kept.contact);
    if (peer === undefined) continue;
    if (isPast(kept)) {
      peer.pastFiles.push(kept);
      continue;
    }
    const file = restored(kept, peer, now);
    underway.set(file.key, file);
    peer.files.add(file);
  }
  return underway;
}
