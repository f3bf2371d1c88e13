// What must hold in every engine between any two inputs, whatever came: the sentences that do not.
import type { Core, Peer } from '../../engine/state.ts';
import type { Transfer } from '../../engine/transfer/state.ts';
import { isListed } from '../../engine/core.ts';
import {
  ANSWERED_COOKIES,
  CLAIMING_LINKS,
  DIALS_AT_ONCE,
  SILENT_LINKS,
  STRANGER_DIALS_AT_ONCE,
  STRANGERS,
  FILE_UNWRITTEN,
  FILES,
  FILES_PER_CONTACT,
  FILES_REMEMBERED,
} from '../../engine/timing.ts';

type Rule<Subject> = readonly [what: string, holds: (subject: Subject, core: Core) => boolean];

const OF_PEERS: readonly Rule<Peer>[] = [
  [
    'a listed contact that is offline has a dial planned',
    (peer, core) => peer.state !== 'offline' || !wantsDials(core, peer) || peer.timers.dial !== undefined,
  ],
  [
    'only who is offline has a dial planned, or who hangs in one that an answer is to replace',
    (peer) =>
      peer.timers.dial === undefined ||
      peer.state === 'offline' ||
      (peer.state === 'dialling' && peer.purpose !== 'answer'),
  ],
  [
    'who is queued stands in a line, and the network is up',
    (peer, core) =>
      peer.state !== 'queued' || (core.network && (core.urgent.has(peer) || core.routine.has(peer))),
  ],
  [
    'who is dialling has one dial, and nobody else has one',
    (peer, core) =>
      peer.state === 'dialling' ? core.dials.get(peer.dialling ?? 0)?.peer === peer : peer.dialling === null,
  ],
  [
    'our connection stands from handshake on, and only then',
    (peer) => (peer.out !== null) === (peer.state === 'handshake' || peer.state === 'online'),
  ],
  [
    'our connection is known',
    (peer, core) => peer.out === null || core.links.get(peer.out.link) === peer.out,
  ],
  [
    'a proven connection is known and proven',
    (peer, core) =>
      peer.in === null ||
      (peer.in.peer === peer && core.links.get(peer.in.link) === peer.in && !core.claiming.has(peer.in)),
  ],
  ['who is online is proven', (peer) => peer.state !== 'online' || peer.in !== null],
  [
    'who offered the seal is online under it alone, on both connections',
    (peer) => peer.state !== 'online' || peer.sealing.heard === null || isSealed(peer),
  ],
  [
    'a contact that was sealed is online sealed, or by the word of our user',
    (peer) =>
      peer.state !== 'online' ||
      peer.contact?.pinned !== true ||
      peer.sealing.proven ||
      peer.unsealed === 'accepted',
  ],
  ['who is online is kept alive', (peer) => peer.state !== 'online' || peer.timers.keepalive !== undefined],
  [
    'half a handshake asks again',
    (peer) => peer.state !== 'handshake' || peer.in !== null || peer.timers.reping !== undefined,
  ],
  ['a probe has an end', (peer) => (peer.probe === null) === (peer.timers.probe === undefined)],
  [
    'what is on the way is part of the outbox',
    (peer) =>
      peer.flushed <= peer.open.length && peer.flushedUnits >= 0 && peer.maybeSent < peer.numbering.nextSeq,
  ],
  [
    'the outbox ascends',
    (peer) =>
      peer.open.every(({ seq, epoch }, at) => {
        const before = peer.open[at - 1];
        return before?.epoch !== epoch || seq > (before?.seq ?? 0);
      }),
  ],
  ['answered cookies are bounded', (peer) => (peer.out?.answered.length ?? 0) <= ANSWERED_COOKIES],
  [
    'who is blocked has no connection',
    (peer) => peer.contact?.relation !== 'blocked' || peer.state === 'offline',
  ],
  ['only contacts have files under way', (peer) => peer.files.size === 0 || isListed(peer)],
  [
    'files of a contact are bounded',
    (peer) =>
      filesOf(peer.files, 'in') <= FILES_PER_CONTACT &&
      filesOf(peer.files, 'out') <= FILES_PER_CONTACT &&
      peer.pastFiles.length <= 2 * FILES_REMEMBERED,
  ],
  [
    'strangers are those on no list',
    (peer, core) => core.strangers.has(peer) === (peer.contact === null && peer !== core.self),
  ],
];

const OF_ALL: readonly Rule<Core>[] = [
  ['dials are bounded', (core) => core.dials.size <= DIALS_AT_ONCE],
  [
    'dials for strangers are counted and bounded',
    (core) => {
      const strangers = [...core.dials.values()].filter((dial) => dial.stranger).length;
      return core.strangersDialling === strangers && strangers <= STRANGER_DIALS_AT_ONCE;
    },
  ],
  [
    'every dial is of somebody known',
    (core) => [...core.dials.values()].every(({ peer }) => isKnown(core, peer)),
  ],
  [
    'unproven connections are bounded',
    (core) => core.silent.size <= SILENT_LINKS && core.claiming.size <= CLAIMING_LINKS,
  ],
  ['strangers are bounded', (core) => core.strangers.size <= STRANGERS],
  [
    'only who is queued stands in a line',
    (core) =>
      [...core.urgent, ...core.routine].every((peer) => peer.state === 'queued' && isKnown(core, peer)),
  ],
  [
    'every connection is unproven, or the one its peer has',
    (core) =>
      [...core.links.values()].every((link) => {
        if (link.side === 'out') return link.peer.out === link && isKnown(core, link.peer);
        if (link.peer === null) return (link.claims === null ? core.silent : core.claiming).has(link);
        return link.peer.in === link && isKnown(core, link.peer);
      }),
  ],
  [
    'files are bounded',
    (core) => filesOf(core.files.values(), 'in') <= FILES && filesOf(core.files.values(), 'out') <= FILES,
  ],
  [
    'no unproven connection is forgotten',
    (core) => [...core.silent, ...core.claiming].every(({ link }) => core.links.has(link)),
  ],
];

const OF_FILES: readonly Rule<Transfer>[] = [
  [
    'every file is of somebody who knows of it',
    (file, core) => isKnown(core, file.peer) && file.peer.files.has(file),
  ],
  [
    'a file we get has a clock, one we send has one while its contact is online',
    (file, core) =>
      file.timers.file !== undefined ||
      (file.side === 'in' && !core.filesBegun) ||
      (file.side === 'out' && file.peer.state !== 'online') ||
      isLanding(file),
  ],
  [
    'nothing of an offer is kept',
    (file) =>
      file.side === 'out' ||
      file.state !== 'offered' ||
      (file.expected === 0 && file.written === 0 && file.part === ''),
  ],
  [
    'a file never exceeds its size, and what waits for the disk is bounded',
    (file) =>
      file.side === 'out'
        ? file.sentTo <= file.size
        : file.written <= file.expected &&
          file.expected <= file.size &&
          file.expected - file.written <= FILE_UNWRITTEN,
  ],
];

/** The rules that this engine's state breaks; empty when all is well. */
export function brokenRules(core: Core): string[] {
  const broken: string[] = [];
  for (const [what, holds] of OF_ALL) if (!holds(core, core)) broken.push(what);
  for (const peer of core.peers.values())
    for (const [what, holds] of OF_PEERS) if (!holds(peer, core)) broken.push(what);
  for (const file of core.files.values())
    for (const [what, holds] of OF_FILES) if (!holds(file, core)) broken.push(what);
  return broken;
}

function filesOf(files: Iterable<Transfer>, side: Transfer['side']): number {
  let count = 0;
  for (const file of files) if (file.side === side) count++;
  return count;
}

function isSealed({ out, in: inLink, sealing }: Peer): boolean {
  return (
    sealing.proven && [out?.write, out?.read, inLink?.write, inLink?.read].every((channel) => channel != null)
  );
}

function isLanding(file: Transfer): boolean {
  return file.side === 'in' && file.state === 'landing';
}

function wantsDials(core: Core, peer: Peer): boolean {
  return core.network && core.mayDial && isListed(peer) && peer.contact?.removedUs === false;
}

function isKnown(core: Core, peer: Peer): boolean {
  return core.peers.get(peer.id) === peer;
}
