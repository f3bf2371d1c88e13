// The demonstration without a terminal: a short conversation by script, every step with a deadline.
import { join } from 'node:path';
import type { PeerEvent, PeerProgram } from '../peer/peer-program.ts';
import { startTorchatPeer } from '../peer/torchat.ts';
import type { Scene } from './scene.ts';

const ONLINE = 120;
const QUICK = 60;

/** Rejects with the first step that was missed. */
export async function playTranscript({ folder, torrcFile, guard, say, use }: Scene): Promise<void> {
  const start = (name: string) => use(startTorchatPeer({ name, data: join(folder, name), torrcFile, guard }));

  const alice = start('alice');
  let bob = start('bob');
  const [aliceId, bobId] = await Promise.all([ready(alice), ready(bob)]);
  say(`alice is ${aliceId}.onion`);
  say(`bob is   ${bobId}.onion`);

  say('alice adds bob');
  const met = [online(alice, bobId), online(bob, aliceId)];
  alice.say('add', bobId, 'bob');
  await Promise.all(met);
  say('alice and bob are online: two connections, one each way, have proved who is who');

  await tell(alice, bob, aliceId, bobId, 'Hello bob, can you hear me through all these relays?');
  await tell(bob, alice, bobId, aliceId, 'Loud and clear, alice. \u{1f9c5}');
  await tell(alice, bob, aliceId, bobId, 'A text may have\nseveral lines,\nand a \\ of its own.');

  const seenAway = alice.next('see bob away', QUICK, isStatus(bobId, 'away'));
  bob.say('status', 'away');
  await seenAway;
  say('alice sees that bob is away');

  const seenOffline = alice.next('see bob go', QUICK, isStatus(bobId, 'offline'));
  await bob.close();
  await seenOffline;
  say('bob switches off; alice sees him offline');

  const text = 'This one waits for you, bob.';
  const delivered = alice.next(
    'hear that the waiting text was delivered',
    ONLINE,
    (event) => event.ev === 'delivered',
  );
  const queued = alice.next('queue a text', QUICK, (event) => event.ev === 'queued');
  alice.say('msg', bobId, JSON.stringify(text));
  await queued;
  say(`alice -> bob   ${quoted(text)} (waits in the outbox)`);
  bob = start('bob');
  const arrived = bob.next('get the waiting text', ONLINE, isChat(aliceId, text));
  await arrived;
  say(`bob is back and reads: ${quoted(text)}`);
  await delivered;
  say('alice knows that it was delivered');
  await Promise.all([alice.close(), bob.close()]);
  say('both have quit');

  async function tell(
    from: PeerProgram,
    to: PeerProgram,
    fromId: string,
    toId: string,
    words: string,
  ): Promise<void> {
    const sent = performance.now();
    const got = to.next(`get a text of ${from.name}`, QUICK, isChat(fromId, words));
    const confirmed = from.next(
      'hear that its text was delivered',
      QUICK,
      (event) => event.ev === 'delivered',
    );
    from.say('msg', toId, JSON.stringify(words));
    await got;
    const took = Math.round(performance.now() - sent);
    await confirmed;
    say(`${from.name.padEnd(5)} -> ${to.name.padEnd(5)} ${quoted(words)} (${took} ms)`);
  }
}

async function ready(peer: PeerProgram): Promise<string> {
  const event = await peer.next('get ready', QUICK, ({ ev }) => ev === 'ready');
  return String(event['id']);
}

function online(peer: PeerProgram, other: string): Promise<PeerEvent> {
  return peer.next('come online', ONLINE, isStatus(other, 'available'));
}

function isStatus(addr: string, status: string): (event: PeerEvent) => boolean {
  return (event) => event.ev === 'status' && event['addr'] === addr && event['status'] === status;
}

function isChat(addr: string, text: string): (event: PeerEvent) => boolean {
  return (event) => event.ev === 'chat' && event['addr'] === addr && event['text'] === text;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
