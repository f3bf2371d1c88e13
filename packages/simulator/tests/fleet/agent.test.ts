// An agent and the conductor's side of it, over loopback: who may command it, and what becomes of the client.
import { connect } from 'node:net';
import { onionKeyOfSeed } from '@torchat/core';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../../src/fleet/ask.ts';
import { type RunningAgent, startAgent } from '../../src/fleet/agent.ts';
import { remoteHome } from '../../src/fleet/remote-home.ts';
import { opening } from '../../src/fleet/wire.ts';
import { PeerProgram } from '../../src/peer/peer-program.ts';
import type { Home } from '../../src/worlds/live/home.ts';

const TOKEN = 'a'.repeat(64);
const ID = onionKeyOfSeed(new Uint8Array(32)).id;
const PEER = join(import.meta.dirname, '..', 'peer', 'fake-peer.js');
const ATTACH = join(import.meta.dirname, 'attach.child.ts');

interface Told {
  readonly agent: RunningAgent;
  readonly calls: string[];
  readonly killed: Promise<PeerProgram>;
}

async function agentOf(over: Partial<Home> = {}): Promise<Told> {
  const calls: string[] = [];
  const { promise: killed, resolve } = Promise.withResolvers<PeerProgram>();
  const home = {
    id: ID,
    prepare: () => Promise.resolve(),
    launch: { command: process.execPath, args: [PEER] },
    async kill(program: PeerProgram) {
      await program.kill();
      resolve(program);
    },
    look: () => Promise.resolve({ memory: 5, cpu: 6, beyond: [] }),
    write: (name: string, size: number) => Promise.resolve(`/data/${name}/${size}`),
    echo: () => Promise.reject(new Error('There is none.')),
    ...over,
  } as Partial<Home> as Home;
  const cut = (on: boolean): void => void calls.push(on ? 'cut' : 'heal');
  const agent = await startAgent({ name: 'ann', home, token: TOKEN, host: '127.0.0.1', port: 0, cut });
  onTestFinished(() => agent[Symbol.asyncDispose]());
  return { agent, calls, killed };
}

const at = ({ agent }: Told, token = TOKEN) => ({ host: '127.0.0.1', port: agent.port, token });

function attached(told: Told): PeerProgram {
  const program = new PeerProgram({
    name: 'ann',
    command: process.execPath,
    args: ['--conditions=source', ATTACH, String(told.agent.port), TOKEN],
  });
  onTestFinished(() => program.close());
  return program;
}

test('answers what it is asked, and says why it cannot', async () => {
  const told = await agentOf();
  expect(await ask(at(told), { do: 'meet' })).toEqual({ id: ID });
  expect(await ask(at(told), { do: 'write', name: 'a.txt', size: 9 })).toBe('/data/a.txt/9');
  // Nothing runs, so there is nothing to be seen.
  expect(await ask(at(told), { do: 'look' })).toBeNull();
  await ask(at(told), { do: 'cut' });
  await ask(at(told), { do: 'heal' });
  expect(told.calls).toEqual(['cut', 'heal']);
  await expect(ask(at(told), { do: 'echo' })).rejects.toThrow('There is none.');
});

test.each([
  ['another token', opening('c'.repeat(64), { do: 'cut' })],
  ['a shorter token', opening('', { do: 'cut' })],
  ['an unknown wish', `{"token":"${TOKEN}","asked":{"do":"burn"}}\n`],
  ['more than it knows', `{"token":"${TOKEN}","asked":{"do":"cut","and":1}}\n`],
  ['no object', '[]\n'],
  ['no JSON', 'cut\n'],
  ['a line without end', 'x'.repeat(20_000)],
])('hangs up on %s, and does nothing', async (_, bytes) => {
  const told = await agentOf();
  const socket = connect(told.agent.port, '127.0.0.1').on('error', () => undefined);
  socket.write(bytes);
  socket.resume();
  await once(socket, 'close');
  expect(told.calls).toEqual([]);
  expect(socket.bytesRead).toBe(0);
});

test('takes a wish cut into any two pieces', async () => {
  const told = await agentOf();
  const bytes = Buffer.from(opening(TOKEN, { do: 'meet' }));
  for (let end = 1; end < bytes.length; end += 7) {
    const socket = connect({ port: told.agent.port, host: '127.0.0.1', noDelay: true });
    socket.write(bytes.subarray(0, end), () => socket.write(bytes.subarray(end)));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(JSON.parse(answer.toString())).toEqual({ ok: { id: ID } });
    socket.destroy();
  }
});

test('a client is spoken to as if it ran here, and is gone when it quits', async () => {
  const told = await agentOf();
  const program = attached(told);
  await program.next('get ready', 9, ({ ev }) => ev === 'ready');
  const chat = program.next('answer', 9, ({ ev }) => ev === 'chat');
  program.say('msg', 'bob', JSON.stringify('hello\nyou'));
  expect(await chat).toMatchObject({ addr: 'bob', text: 'hello\nyou' });
  expect(await ask(at(told), { do: 'look' })).toMatchObject({ memory: 5 });
  await program.close();
  expect(await ask(at(told), { do: 'look' })).toBeNull();
});

test('a client that dies is told of with its last words', async () => {
  const told = await agentOf();
  const program = attached(told);
  await program.next('get ready', 9, ({ ev }) => ev === 'ready');
  const words = program.next('complain', 9, ({ ev }) => ev === 'error');
  program.say('die');
  expect(await words).toMatchObject({ msg: 'out of memory' });
  await program.ended;
});

test('a client whose conductor is killed is killed too', async () => {
  const told = await agentOf();
  const program = attached(told);
  await program.next('get ready', 9, ({ ev }) => ev === 'ready');
  await program.kill();
  await (await told.killed).ended;
});

test('a kill that was asked for is over when the answer comes', async () => {
  const told = await agentOf();
  const program = attached(told);
  await program.next('get ready', 9, ({ ev }) => ev === 'ready');
  const home = remoteHome(at(told), { id: ID }, () => ({ command: '', args: [] }));
  await home.kill(program);
  await (await told.killed).ended;
  expect(await home.look(program)).toBeNull();
});

test('an agent that says nonsense of who lives there is none', async () => {
  expect(() =>
    remoteHome({ host: '', port: 1, token: '' }, { id: 'x' }, () => ({ command: '', args: [] })),
  ).toThrow();
});
