// A file between two of our accounts over a private Tor network, its processes and tors killed at random moments of it.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTornet } from '@torchat/simulator';
import { type Api, openApi } from '../../bench/support/api.ts';
import { person, type Person } from '../../bench/support/person.ts';
import { seeded } from '../../bench/stats/prng.ts';
import { temporaryFolder } from '../../bench/support/temporary-folder.ts';
import { within } from '../../bench/support/within.ts';
import type { FilesOptions, Surroundings } from '../options.ts';
import type { FilesOutcome } from './outcome.ts';
import { partSize } from './part.ts';
import { writtenBy } from './wire.ts';

const START_LIMIT = 120;
const MEETING_LIMIT = 120;
/** Nothing takes longer than this in a run that goes well. */
const RECOVERY_LIMIT = 240;
const LOOK_EVERY = 5;
/** Sent undisturbed, to know what a file takes on the wire. */
const SAMPLE = 10_000_000;
const TELL_EVERY = 5;

type Blow = keyof FilesOutcome['kills'];

export async function killFiles(
  { kills, bytes, seed }: FilesOptions,
  { signal, say }: Surroundings,
): Promise<FilesOutcome> {
  const started = performance.now();
  const random = seeded(seed);
  await using stack = new AsyncDisposableStack();
  say('Starting the private Tor network.');
  const tornet = stack.use(await startTornet({ profile: 'fast', signal }));
  const { path: home } = stack.use(await temporaryFolder());
  const sender = stack.use(await person('alice', home, tornet));
  const receiver = stack.use(await person('bob', home, tornet));
  const folder = receiver.paths.downloads;
  let sent = 0;
  let apis: readonly [Api, Api] = await Promise.all([open(sender), open(receiver)]);
  stack.defer(() => apis.forEach((api) => api[Symbol.dispose]()));

  async function open(who: Person): Promise<Api> {
    who.start();
    const answers = openApi(who.paths.socket, signal);
    return within(START_LIMIT, 'an account answered', answers, signal);
  }

  /** Ends the process, and counts what it wrote in its life. */
  async function kill(who: Person): Promise<void> {
    if (who === sender) sent += writtenBy(who.pid());
    await who.kill();
  }

  async function meet(): Promise<void> {
    const [one, other] = apis;
    const there = Promise.all([
      one.until(() => one.contact(receiver.id)?.presence === 'available', signal),
      other.until(() => other.contact(sender.id)?.presence === 'available', signal),
    ]);
    await within(MEETING_LIMIT, 'they saw each other', there, signal);
  }

  async function send(name: string, content: Uint8Array): Promise<void> {
    await writeFile(join(home, name), content);
    await apis[0].ask('POST', `/v1/contacts/${receiver.id}/files`, { path: join(home, name) });
  }

  async function landed(name: string): Promise<boolean> {
    return (await readdir(folder).catch((): string[] => [])).includes(name);
  }

  /** Whichever comes first: the disk has more than so many bytes, or the file has its name. */
  async function reaches(upTo: number, name: string): Promise<boolean> {
    for (;;) {
      signal.throwIfAborted();
      const size = await partSize(folder);
      if (size !== null && size >= upTo) return true;
      if (size === null && (await landed(name))) return false;
      await pause(LOOK_EVERY, undefined, { signal });
    }
  }

  async function strike(blow: Blow): Promise<void> {
    if (blow === 'tor') return (random() < 0.5 ? sender : receiver).killTor();
    const victims = blow === 'both' ? [sender, receiver] : [blow === 'sender' ? sender : receiver];
    await Promise.all(victims.map(kill));
  }

  async function revive(): Promise<void> {
    const [one, other] = apis;
    const fresh = await Promise.all([
      sender.runs() ? one : reopened(one, sender),
      receiver.runs() ? other : reopened(other, receiver),
    ]);
    apis = [fresh[0], fresh[1]];
  }

  function reopened(old: Api, who: Person): Promise<Api> {
    old[Symbol.dispose]();
    return open(who);
  }

  /** How far the receiver went back before he had more than ever. */
  async function wentBack(from: number, name: string): Promise<number> {
    let least = from;
    for (;;) {
      signal.throwIfAborted();
      const size = await partSize(folder);
      if (size === null && (await landed(name))) return from - least;
      if (size !== null) least = Math.min(least, size);
      if (size !== null && size > from) return from - least;
      await pause(LOOK_EVERY, undefined, { signal });
    }
  }

  await apis[0].ask('POST', '/v1/contacts', { id: receiver.id });
  await meet();
  const files = { consent: 'always', upTo: bytes, folder: null };
  await apis[1].ask('PATCH', `/v1/contacts/${sender.id}`, { files });
  const before = writtenBy(sender.pid());
  await send('sample.bin', randomBytes(SAMPLE));
  await within(RECOVERY_LIMIT, 'the sample arrived', reaches(Infinity, 'sample.bin'), signal);
  const perByte = (writtenBy(sender.pid()) - before) / SAMPLE;
  sent = -writtenBy(sender.pid());
  say(`They have met; a byte takes ${perByte.toFixed(3)} on the wire.`);

  const content = randomBytes(bytes);
  await send('large.bin', content);
  const counts = { sender: 0, receiver: 0, both: 0, tor: 0 };
  const again: number[] = [];
  for (let done = 0; done < kills; done++) {
    const place = Math.floor((bytes * (done + random())) / (kills + 1));
    const there = within(
      RECOVERY_LIMIT,
      `kill ${done + 1} found its place`,
      reaches(place, 'large.bin'),
      signal,
    );
    if (!(await there)) throw new Error('It had arrived before all kills were done.');
    const blow = blowOf(random());
    // A tor that is on its way after the blow before cannot be killed: then its process.
    const real = blow === 'tor' && (sender.tor() === null || receiver.tor() === null) ? 'both' : blow;
    await strike(real);
    counts[real]++;
    const had = (await partSize(folder)) ?? bytes;
    await revive();
    again.push(await within(RECOVERY_LIMIT, 'it went on', wentBack(had, 'large.bin'), signal));
    if ((done + 1) % TELL_EVERY === 0) say(`${done + 1} kills, ${Math.round(had / 1_000_000)} MB.`);
  }
  await within(RECOVERY_LIMIT, 'it arrived', reaches(Infinity, 'large.bin'), signal);
  sent += writtenBy(sender.pid());
  const names = await readdir(folder);
  const found = await readFile(join(folder, 'large.bin'));
  return {
    bytes,
    kills: counts,
    right: sum(found) === sum(content) && names.sort().join() === 'large.bin,sample.bin',
    again,
    surplus: sent - bytes * perByte,
    seconds: (performance.now() - started) / 1000,
  };
}

function blowOf(chance: number): Blow {
  if (chance < 0.3) return 'sender';
  if (chance < 0.65) return 'receiver';
  return chance < 0.8 ? 'both' : 'tor';
}

function sum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
