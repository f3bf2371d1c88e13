// Names, texts and pictures, ours and theirs.
import type { Avatar, Profile } from '../model.ts';
import { isMute } from './seal/pin.ts';
import type { Core, Peer, Told } from './state.ts';
import { putVouchers } from './voucher/issue.ts';
import { emit, isListed, mayShow, putContact, sameBytes, save, tell } from './core.ts';

/** A name from the network fits a line of the list. */
const MAX_NAME = 200;
const MAX_PROFILE_TEXT = 4000;

/** `always`: also what is empty, so that clearing a field reaches clients that keep the old one. */
export function sendProfile(core: Core, peer: Peer, options: { always: boolean }): void {
  const { name, text } = core.profile;
  if (options.always || name !== '') tell(core, peer, { command: 'profile_name', name });
  if (options.always || text !== '') tell(core, peer, { command: 'profile_text', text });
}

/** In place of a picture that was taken away: without a pixel, so that contacts who were not there hear of it later. */
const TAKEN_AWAY: Avatar = { rgb: new Uint8Array(), alpha: new Uint8Array() };

/** Ours, as a screen sees it. */
export function ownAvatar({ avatar }: Core): Avatar | null {
  return avatar === null || avatar.rgb.length === 0 ? null : avatar;
}

/** In a greeting. 0.9.9.553 has no word there for a picture that is gone, and neither have we when we look like it. */
export function greetWithAvatar(core: Core, peer: Peer): void {
  if (ownAvatar(core) !== null || (core.avatar !== null && core.settings.looksLike !== 'legacy'))
    sendAvatar(core, peer);
}

/** Alpha first; an empty pair takes the picture away. */
function sendAvatar(core: Core, peer: Peer): void {
  const nothing = new Uint8Array();
  tell(core, peer, { command: 'profile_avatar_alpha', bytes: core.avatar?.alpha ?? nothing });
  tell(core, peer, { command: 'profile_avatar', bytes: core.avatar?.rgb ?? nothing });
}

export function setProfile(core: Core, profile: Profile): void {
  core.profile = profile;
  save(core, { type: 'profile', profile });
  emitOwn(core);
  tellListed(core, (peer) => {
    sendProfile(core, peer, { always: true });
    tell(core, peer, { command: 'status', status: core.status });
  });
}

export function setAvatar(core: Core, avatar: Avatar | null): void {
  core.avatar = avatar ?? (core.avatar === null ? null : TAKEN_AWAY);
  save(core, { type: 'avatar', avatar: core.avatar });
  emitOwn(core);
  tellListed(core, (peer) => sendAvatar(core, peer));
}

export function onProfileName(core: Core, peer: Peer, text: string): void {
  const name = cutTo(text, MAX_NAME);
  peer.greeting.name = name;
  hear(core, peer, { name });
}

export function onProfileText(core: Core, peer: Peer, text: string): void {
  const cut = cutTo(text, MAX_PROFILE_TEXT);
  peer.greeting.text = cut;
  hear(core, peer, { text: cut });
}

export function onAvatarAlpha(peer: Peer, bytes: Uint8Array): void {
  peer.greeting.alpha = bytes.slice();
}

export function onAvatar(core: Core, peer: Peer, bytes: Uint8Array): void {
  const alpha = peer.greeting.alpha ?? new Uint8Array();
  peer.greeting.alpha = null;
  const avatar = bytes.length === 0 ? null : { rgb: bytes.slice(), alpha };
  if (peer.contact === null) peer.greeting.avatar = avatar;
  hear(core, peer, { avatar });
}

function hear(core: Core, peer: Peer, told: Told): void {
  if (peer.contact === null) return;
  peer.told = { ...peer.told, ...told };
  recordTold(core, peer);
}

/** Each record costs a row with its picture: a peer that changes its mind all the time must wait. */
export function recordTold(core: Core, peer: Peer): void {
  const { contact } = peer;
  if (contact === null) return;
  const { name = contact.profile.name, text = contact.profile.text, avatar = contact.avatar } = peer.told;
  const otherProfile = name !== contact.profile.name || text !== contact.profile.text;
  const otherAvatar = !isSame(avatar, contact.avatar);
  const { voucher } = peer.told;
  if ((otherProfile || otherAvatar || voucher !== undefined) && !mayShow(core, peer)) return;
  peer.told = {};
  if (voucher !== undefined) putVouchers(core, peer, { ...peer.vouchers, held: voucher });
  if (!otherProfile && !otherAvatar) return;
  // Whoever has no name from us yet gets the one it gives itself.
  const profile = { name, text };
  putContact(core, peer, { ...contact, profile, avatar, name: contact.name === '' ? name : contact.name });
  if (otherProfile) emit(core, { type: 'profile', id: peer.id, profile });
  if (otherAvatar) emit(core, { type: 'avatar', id: peer.id });
}

/** Each greeting brings the picture again, and mostly the same. */
function isSame(a: Avatar | null, b: Avatar | null): boolean {
  if (a === null || b === null) return a === b;
  return sameBytes(a.rgb, b.rgb) && sameBytes(a.alpha, b.alpha);
}

/** At most so many UTF-16 units, and no half of a character at the end. */
function cutTo(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.codePointAt(units - 1) ?? 0;
  return text.slice(0, last > 0xffff ? units - 1 : units);
}

function emitOwn(core: Core): void {
  const { status, profile, settings } = core;
  emit(core, { type: 'own', status, profile, settings });
}

function tellListed(core: Core, say: (peer: Peer) => void): void {
  for (const peer of core.peers.values()) if (peer.greeted && !isMute(peer) && isListed(peer)) say(peer);
}
