// Two fresh keys and two proofs make the seal of one pair of connections (docs/protocol.md, section Seal).
import { publicKeyOfId } from '../../identity/id.ts';
import { answer, sameBytes, send, violation } from '../core.ts';
import { greetOn } from '../greet-on.ts';
import { dropPeer } from '../links.ts';
import type { Core, Peer } from '../state.ts';
import { SEAL_LIMIT } from '../timing.ts';
import { deriveKeys } from './keys.ts';
import { hold, isMute, isPinned, offersSeal, pin } from './pin.ts';
import type { Introduction } from './transcript.ts';

const BASE_POINT = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));
const ONION_SCALAR_BYTES = 32;

/** We have introduced ourselves, with the seal among what we support. */
export function introduced(core: Core, peer: Peer, introduction: Introduction): void {
  const { sealing } = peer;
  sealing.told = introduction;
  if (isPinned(peer) && peer.timers.seal === undefined) core.timers.set(peer, 'seal', core.now + SEAL_LIMIT);
  // Said again to one that may have missed it: the same, for two keys in one session would be an attack.
  if (sealing.ours !== null && peer.out !== null && sealing.keys === null)
    send(core, peer.out.link, { command: 'seal_hello', ephemeral: sealing.ours });
  sayHello(core, peer);
}

export function onSupports(core: Core, peer: Peer, extensions: readonly string[]): void {
  const { sealing, greeting } = peer;
  // It is part of what the seal vouches for: the first word counts.
  if (sealing.heard !== null) return;
  greeting.extensions = extensions;
  // Whoever named nothing before its first status is a client of old in this session.
  if (greeting.complete) return;
  if (!extensions.includes('seal') || !offersSeal(core, peer)) {
    if (isPinned(peer)) hold(core, peer);
    return;
  }
  sealing.heard = extensions.join(' ');
  core.timers.set(peer, 'seal', core.now + SEAL_LIMIT);
  sayHello(core, peer);
}

export function onSealHello(core: Core, peer: Peer, ephemeral: Uint8Array): void {
  const { sealing } = peer;
  // As a client does that knows no seal: we look like one, or hold no key.
  if (!offersSeal(core, peer))
    return void answer(core, peer, { command: 'not_implemented', text: 'seal_hello' });
  if (sealing.heard === null) return refuse(core, peer, 'it begins a seal that it did not offer');
  if (sealing.theirs !== null) {
    if (!sameBytes(sealing.theirs, ephemeral)) refuse(core, peer, 'it begins the seal twice');
    return;
  }
  sealing.theirs = ephemeral.slice();
  agree(core, peer);
}

export function onSealProof(core: Core, peer: Peer, proof: Uint8Array): void {
  const { sealing, in: inLink } = peer;
  const { keys } = sealing;
  if (keys === null || inLink === null) return refuse(core, peer, 'it proves a seal that was not begun');
  if (!sameBytes(proof, keys.theirProof))
    return refuse(core, peer, 'its seal is not that of its ID: it is faulty, or somebody stands between');
  sealing.proven = true;
  inLink.read = keys.in.read;
  core.timers.clear(peer, 'seal');
  pin(core, peer);
}

/** An offer that leads to nothing is not a reason to go on without, nor is silence of one that has to seal. */
export function sealDue(core: Core, peer: Peer): void {
  if (!isMute(peer)) return;
  if (peer.sealing.heard === null) hold(core, peer);
  // It never heard our half: whoever cannot be reached is gone, most likely, and did nothing wrong.
  else if (peer.out === null) dropPeer(core, peer);
  else refuse(core, peer, 'it offers the seal and does not complete it');
}

/** Our fresh key, to whoever named the seal; to a pinned contact at once, for it did so before. */
function sayHello(core: Core, peer: Peer): void {
  const { sealing, out } = peer;
  if (core.seal === null || out === null || sealing.told === null || sealing.ours !== null) return;
  if (sealing.heard === null && !isPinned(peer)) return;
  sealing.secret = core.random.bytes(32);
  sealing.ours = core.seal.crypto.agree(sealing.secret, BASE_POINT);
  if (sealing.ours === null) throw new Error('a fresh key came to nothing');
  send(core, out.link, { command: 'seal_hello', ephemeral: sealing.ours });
  agree(core, peer);
}

/** Both fresh keys are there: our proof is our last plain line, and the greeting goes under the seal. */
function agree(core: Core, peer: Peer): void {
  const { sealing, out, in: inLink, greeting } = peer;
  const { told, heard, secret, ours, theirs } = sealing;
  const publicKey = publicKeyOfId(peer.id);
  if (core.seal === null || publicKey === null || out === null || inLink?.cookie == null) return;
  if (told === null || heard === null || secret === null || ours === null || theirs === null) return;
  const { client, version } = greeting;
  const keys = deriveKeys(
    core.seal.crypto,
    { onion: core.seal.onionKey.subarray(0, ONION_SCALAR_BYTES), ephemeral: secret },
    { id: core.id, ephemeral: ours, cookie: peer.cookie, ...told },
    { id: peer.id, ephemeral: theirs, cookie: inLink.cookie, client, version, supports: heard },
    publicKey,
  );
  secret.fill(0);
  sealing.secret = null;
  if (keys === null) return refuse(core, peer, 'its key for the seal is none');
  sealing.keys = keys;
  send(core, out.link, { command: 'seal_proof', proof: keys.ourProof.slice() });
  out.write = keys.out.write;
  out.read = keys.out.read;
  inLink.write = keys.in.write;
  greetOn(core, peer);
}

function refuse(core: Core, peer: Peer, what: string): void {
  violation(core, peer, what);
  dropPeer(core, peer);
}
