// The way of one text of ours through its states: on a connection, taken back, done with.
import type { Message, OpenText } from '../model.ts';
import { emit, save } from './core.ts';
import type { Core, Peer } from './state.ts';

/** It went to the connection of this session, and stays open until it is confirmed. */
export function handOver(core: Core, peer: Peer, { message, seq, epoch }: OpenText): void {
  peer.flushed++;
  peer.flushedUnits += message.text.length;
  if (epoch === undefined) peer.maybeSent = Math.max(peer.maybeSent, seq);
  // Not saved: a session that ends takes it back, and so does a crash.
  emit(core, { type: 'message_state', id: peer.id, key: message.key, state: 'sent' });
}

/** The session is over: what it did not confirm waits for the next one. */
export function takeBack(core: Core, peer: Peer): void {
  for (const { message } of peer.open.slice(0, peer.flushed))
    emit(core, { type: 'message_state', id: peer.id, key: message.key, state: 'waiting' });
  peer.flushed = 0;
  peer.flushedUnits = 0;
}

/** The texts at these places of the outbox are done with. */
export function finish(
  core: Core,
  peer: Peer,
  place: number,
  count: number,
  state: 'sent' | 'delivered',
): void {
  for (const [at, { message }] of peer.open.splice(place, count).entries()) {
    if (place + at < peer.flushed) peer.flushedUnits -= message.text.length;
    record(core, peer, message, state);
  }
  peer.flushed -= Math.min(count, Math.max(0, peer.flushed - place));
}

function record(core: Core, peer: Peer, { key }: Message, state: 'sent' | 'delivered'): void {
  save(
    core,
    peer.contact?.keepHistory === true
      ? { type: 'message_state', key, state }
      : { type: 'message_gone', key },
  );
  emit(core, { type: 'message_state', id: peer.id, key, state });
}
