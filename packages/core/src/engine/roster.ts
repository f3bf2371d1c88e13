// The list: who is on it, who asks to be, who is blocked, who left.
import { FRESH_POLICY } from '../fresh-account.ts';
import type { TorchatId } from '../identity/id.ts';
import type { Contact, Settings } from '../model.ts';
import type { Core, InLink, Peer } from './state.ts';
import { emit, isListed, putContact, save, tell } from './core.ts';
import { claimants } from './claimants.ts';
import { wantDial } from './dialling.ts';
import { makeRoom } from './inbox.ts';
import type { Reply } from './io/command.ts';
import { closeLink, disown, dropPeer } from './links.ts';
import { flush } from './outbox.ts';
import { enterPeer, forgetPeer } from './peers.ts';
import { CONTACTS, REQUESTS } from './timing.ts';
import { endAll } from './transfer/ledger.ts';
import { cutTunnels } from './tunnel/offers.ts';
import { unshareWith } from './tunnel/shares.ts';
import { dropVoucher } from './voucher/hold.ts';
import { issueVoucher, voucherFactsChanged } from './voucher/issue.ts';
import { noteRemoved, noteWanted } from './voucher/removals.ts';

const OK: Reply = { ok: true };

/** Adds, accepts, unblocks or takes back; dials at once. */
export function add(core: Core, id: TorchatId, name: string | undefined): Reply {
  if (id === core.id) return { ok: false, code: 'own_id', message: 'This is your own TorChat ID.' };
  const known = core.peers.get(id);
  if (known !== undefined && isListed(known) && known.contact?.removedUs !== true)
    return { ok: false, code: 'contact_exists', message: 'This contact is on your list already.' };
  if (known?.contact == null && isFull(core))
    return { ok: false, code: 'too_many', message: `The list is full: it holds ${CONTACTS} contacts.` };
  const peer = known ?? enterPeer(core, id);
  noteWanted(core, peer);
  enlist(core, peer, name === undefined ? { returned: false } : { name, returned: false });
  return OK;
}

/** On the list from now on, whatever it was before. */
export function enlist(
  core: Core,
  peer: Peer,
  change: Pick<Contact, 'returned'> & Partial<Pick<Contact, 'name'>>,
): void {
  const { contact } = peer;
  putContact(core, peer, {
    ...(contact ?? newContact(peer, core.now)),
    ...(contact?.addedAt === 0 ? { addedAt: core.now } : {}),
    ...change,
    relation: 'listed',
    removedUs: false,
  });
  showCurrent(core, peer);
  if (peer.out !== null && peer.in !== null) {
    tell(core, peer, { command: 'add_me' });
    tell(core, peer, { command: 'status', status: core.status });
    issueVoucher(core, peer);
    flush(core, peer);
    makeRoom(core, peer);
  } else wantDial(core, peer, 'user');
}

export function isFull(core: Core): boolean {
  return countOf(core, 'listed') >= CONTACTS;
}

/** Drops the contact with everything we keep of it, and tells it where it is connected. */
export function remove(core: Core, peer: Peer): Reply {
  let parting: InLink | null = null;
  if (isListed(peer) && peer.state === 'online') {
    tell(core, peer, { command: 'remove_me' });
    // The end of its own connection may reach it before that word does, and it would never hear it.
    parting = peer.in;
    peer.in = null;
  }
  if (isListed(peer)) noteRemoved(core, peer);
  expel(core, peer);
  peer.contact = null;
  save(core, { type: 'contact_gone', id: peer.id });
  emit(core, { type: 'contact_gone', id: peer.id });
  forgetPeer(core, peer);
  if (parting !== null) disown(core, parting);
  return OK;
}

export function block(core: Core, id: TorchatId): Reply {
  if (id === core.id) return { ok: false, code: 'own_id', message: 'This is your own TorChat ID.' };
  const peer = core.peers.get(id) ?? enterPeer(core, id);
  // Who was never on the list has no date: unblocking forgets him.
  const contact = peer.contact ?? { ...newContact(peer, core.now), addedAt: 0 };
  peer.contact = { ...contact, relation: 'blocked' };
  noteRemoved(core, peer);
  expel(core, peer);
  putContact(core, peer, peer.contact);
  return OK;
}

export function unblock(core: Core, peer: Peer): Reply {
  if (peer.contact?.relation !== 'blocked')
    return { ok: false, code: 'bad_request', message: 'This contact is not blocked.' };
  noteWanted(core, peer);
  if (peer.contact.addedAt === 0) return remove(core, peer);
  putContact(core, peer, { ...peer.contact, relation: 'listed' });
  wantDial(core, peer, 'user');
  return OK;
}

export function edit(
  core: Core,
  peer: Peer,
  change: Partial<Pick<Contact, 'name' | 'note' | 'keepHistory' | 'files'>>,
): Reply {
  if (peer.contact === null)
    return { ok: false, code: 'unknown_contact', message: 'There is no such contact.' };
  putContact(core, peer, { ...peer.contact, ...change });
  if (change.keepHistory === false) save(core, { type: 'history_gone', id: peer.id });
  if (change.name !== undefined) voucherFactsChanged(core, [peer]);
  return OK;
}

export function setSettings(core: Core, settings: Settings): void {
  core.settings = settings;
  save(core, { type: 'settings', settings });
  emit(core, { type: 'own', status: core.status, profile: core.profile, settings });
}

/** Somebody proven has us on his list. */
export function onAddMe(core: Core, peer: Peer): void {
  const { contact } = peer;
  peer.greeting.addsUs = true;
  if (contact !== null) {
    if (contact.removedUs) putContact(core, peer, { ...contact, removedUs: false });
    return;
  }
  const accepted = core.settings.strangers === 'accept';
  if (
    core.settings.strangers === 'refuse' ||
    countOf(core, accepted ? 'listed' : 'request') >= (accepted ? CONTACTS : REQUESTS)
  )
    return dropPeer(core, peer);
  putContact(core, peer, {
    ...newContact(peer, core.now),
    name: peer.greeting.name,
    relation: accepted ? 'listed' : 'request',
    ...(accepted ? {} : { addedAt: 0 }),
  });
  emit(core, { type: 'request', id: peer.id, accepted });
  showCurrent(core, peer);
  if (peer.out === null) wantDial(core, peer, 'proven');
  if (accepted) {
    tell(core, peer, { command: 'add_me' });
    tell(core, peer, { command: 'status', status: core.status });
    issueVoucher(core, peer);
  }
}

/** It has dropped us: the row stays with all that is in it, and is no longer dialled. */
export function onRemoveMe(core: Core, peer: Peer): void {
  if (peer.contact?.relation === 'request') {
    remove(core, peer);
    return;
  }
  if (peer.contact !== null) {
    putContact(core, peer, { ...peer.contact, removedUs: true });
    dropVoucher(core, peer);
    emit(core, { type: 'removed_us', id: peer.id });
    endAll(core, peer, 'The contact has removed you.');
    cutTunnels(core, peer);
  }
  // What else stands at our door in its name is older than this word, and would make us dial back.
  for (const link of claimants(core, peer)) closeLink(core, link);
  dropPeer(core, peer);
}

function expel(core: Core, peer: Peer): void {
  cutTunnels(core, peer);
  unshareWith(core, peer.id);
  endAll(core, peer, 'The contact is not on your list any more.');
  for (const link of claimants(core, peer)) closeLink(core, link);
  dropPeer(core, peer);
  core.timers.clearAll(peer);
}

/** A row that has just come to a screen shows what the session already knows. */
function showCurrent(core: Core, peer: Peer): void {
  const { id, presence, greeting } = peer;
  if (presence !== 'offline') emit(core, { type: 'presence', id, presence });
  const { client, version } = greeting;
  if (version !== '') emit(core, { type: 'client', id, client, version });
  if ((peer.contact?.avatar ?? null) !== null) emit(core, { type: 'avatar', id });
}

function newContact(peer: Peer, now: number): Contact {
  return {
    id: peer.id,
    name: '',
    note: '',
    relation: 'listed',
    removedUs: false,
    addedAt: now,
    lastSeenAt: null,
    returned: false,
    keepHistory: false,
    pinned: peer.sealing.proven,
    files: FRESH_POLICY,
    profile: { name: peer.greeting.name, text: peer.greeting.text },
    avatar: peer.greeting.avatar,
  };
}

function countOf(core: Core, relation: Contact['relation']): number {
  let count = 0;
  for (const peer of core.peers.values()) if (peer.contact?.relation === relation) count++;
  return count;
}
