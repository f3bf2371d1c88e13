import type { Socket } from 'node:net';
import { onionKeyOfSeed, type TorchatId } from '@torchat/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Dialler, dialler } from '../../src/dial/dialler.ts';
import { take } from '../../src/contract/helpers.ts';
import { REPLY, socksPort } from '../helpers/socks-port.ts';

const { id } = onionKeyOfSeed(new Uint8Array(32).fill(3));
const OPTIONS = { isolation: 'chat with nobody', deadline: 5000 };
let dials: Dialler;
let refreshed: TorchatId[];
let doubts: number;

beforeEach(() => {
  refreshed = [];
  doubts = 0;
  dials = dialler({
    refresh: (asked) => refreshed.push(asked),
    doubt: () => {
      doubts += 1;
    },
  });
});
afterEach(() => {
  dials.close();
  vi.useRealTimers();
});

it.each([
  [0x01, 'failed'],
  [0x04, 'not_published'],
  [0x05, 'port_refused'],
  [0x06, 'timeout'],
  [0xf0, 'not_published'],
  [0xf1, 'bad_descriptor'],
  [0xf2, 'introduction_failed'],
  [0xf3, 'rendezvous_failed'],
  [0xf4, 'authorization'],
  [0xf5, 'authorization'],
  [0xf6, 'bad_address'],
  [0xf7, 'introduction_failed'],
  [0x99, 'failed'],
])('calls reply %i %s', async (code, reason) => {
  await using port = await socksPort((stream) => stream.end(REPLY(code)));
  await expect(dials.dial(port, id, 11009, OPTIONS)).rejects.toMatchObject({ reason });
});

it('hands over every byte, wherever the reply and the stream are cut', async () => {
  const bytes = Buffer.concat([REPLY(0), Buffer.from('hello from the service')]);
  await using port = await socksPort((stream, before) => {
    stream.write(bytes.subarray(0, before));
    setImmediate(() => stream.end(bytes.subarray(before)));
  });
  for (let at = 0; at < bytes.length; at++) {
    const stream = await dials.dial(port, id, 11009, OPTIONS);
    await new Promise(setImmediate);
    expect(await take(stream, 22)).toBe('hello from the service');
    stream.destroy();
  }
});

it('loses no byte to a data listener that comes late, nor the end', async () => {
  await using port = await socksPort((stream) => stream.end(Buffer.concat([REPLY(0), Buffer.from('bye')])));
  const stream = await dials.dial(port, id, 11009, OPTIONS);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const heard = await new Promise<string>((resolve) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.on('end', () => resolve(text));
  });
  expect(heard).toBe('bye');
});

it('bears a reply with a name in place of an address', async () => {
  const reply = Buffer.concat([Buffer.of(5, 0, 0, 3, 4), Buffer.from('name'), Buffer.of(0, 1)]);
  await using port = await socksPort((stream) => stream.end(Buffer.concat([reply, Buffer.from('x')])));
  expect(await take(await dials.dial(port, id, 11009, OPTIONS), 1)).toBe('x');
});

it.each([
  ['no SOCKS', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['a greeting that asks for what we do not have', Buffer.of(5, 0xff)],
])('fails on a port that speaks %s', async (_name, bytes) => {
  await using port = await socksPort(() => undefined);
  const arrived = new Promise<void>((resolve) => {
    const wait = (): void => (port.streams[0] ? resolve() : void setImmediate(wait));
    wait();
  });
  const dial = expect(dials.dial(port, id, 11009, { ...OPTIONS, deadline: 2000 })).rejects.toMatchObject({
    code: 'dial_failed',
  });
  await arrived;
  port.streams[0]?.write(bytes);
  await dial;
});

it('finds no tor where nothing listens, and where the port closes without an answer', async () => {
  await expect(dials.dial({ path: '/nowhere/socks' }, id, 1, OPTIONS)).rejects.toMatchObject({
    reason: 'tor_unavailable',
  });
  await using port = await socksPort((stream) => stream.destroy());
  await expect(dials.dial(port, id, 1, OPTIONS)).rejects.toMatchObject({ reason: 'tor_unavailable' });
  await expect(dials.dial(null, id, 1, OPTIONS)).rejects.toMatchObject({ reason: 'tor_unavailable' });
});

it('is cancelled at once, and closes its stream to tor', async () => {
  const cancel = new AbortController();
  await using port = await socksPort(() => cancel.abort());
  await expect(dials.dial(port, id, 1, { ...OPTIONS, signal: cancel.signal })).rejects.toMatchObject({
    reason: 'cancelled',
  });
  const [stream] = port.streams;
  if (stream && !stream.closed) await new Promise((resolve) => stream.once('close', resolve));
  expect(stream?.closed).toBe(true);
});

it('ends with the network', async () => {
  await using port = await socksPort(() => dials.close());
  await expect(dials.dial(port, id, 1, OPTIONS)).rejects.toMatchObject({ reason: 'tor_unavailable' });
});

it('tells apart circuits by credentials that carry neither id nor isolation', async () => {
  await using port = await socksPort((stream) => stream.write(REPLY(0)));
  for (const isolation of ['chat', 'file', 'chat']) await dials.dial(port, id, 1, { ...OPTIONS, isolation });
  const [chat, file, again] = port.credentials;
  expect(again).toBe(chat);
  expect(file).not.toBe(chat);
  expect(chat).not.toMatch(/chat/u);
  expect(chat).not.toContain(id.slice(0, 8));
});

it('tries another circuit when the first fails, and stays with the one that got through', async () => {
  await using port = await socksPort((stream, before) => stream.write(REPLY(before === 0 ? 0xf2 : 0)));
  await dials.dial(port, id, 1, OPTIONS);
  await dials.dial(port, id, 1, OPTIONS);
  const [first, second, third] = port.credentials;
  expect(second).not.toBe(first);
  expect(third).toBe(second);
});

it('uses no circuit again that a try waited for in vain', async () => {
  await using port = await socksPort((stream, before) => stream.write(REPLY(before % 2 === 0 ? 0xf2 : 0)));
  for (let at = 0; at < 3; at++) await dials.dial(port, id, 1, OPTIONS);
  const [first, second, third, fourth, , sixth] = port.credentials;
  expect(third).toBe(second);
  expect(new Set([first, second, fourth, sixth]).size).toBe(4);
});

it('tries five circuits and then says why', async () => {
  await using port = await socksPort((stream) => stream.end(REPLY(0xf3)));
  await expect(dials.dial(port, id, 1, OPTIONS)).rejects.toMatchObject({ reason: 'rendezvous_failed' });
  expect(new Set(port.credentials).size).toBe(5);
});

it('gives up a silent try soon after the last of the others failed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silent = Promise.withResolvers<Socket>();
  const last = Promise.withResolvers<Socket>();
  await using port = await socksPort((stream, before) => {
    if (before === 0) silent.resolve(stream);
    else if (before < 4) stream.end(REPLY(0xf2));
    else last.resolve(stream);
  });
  const dial = dials.dial(port, id, 1, { ...OPTIONS, deadline: 40_000 });
  await silent.promise;
  vi.advanceTimersByTime(5000);
  const failed = expect(dial).rejects.toMatchObject({ reason: 'introduction_failed' });
  const refused = await last.promise;
  const ended = new Promise((resolve) => void refused.once('close', resolve));
  refused.end(REPLY(0xf2));
  await ended;
  vi.advanceTimersByTime(5000);
  await failed;
});

it.each([
  [0xf0, 2],
  [0xf6, 1],
  [0x05, 1],
])('believes reply %i after %i tries', async (code, tries) => {
  await using port = await socksPort((stream) => stream.end(REPLY(code)));
  await expect(dials.dial(port, id, 1, OPTIONS)).rejects.toThrow();
  expect(port.credentials).toHaveLength(tries);
});

it('sends a second try after one that is silent, asks for the descriptor anew, and closes the loser', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = Promise.withResolvers<Socket>();
  await using port = await socksPort((stream, before) => {
    if (before === 0) asked.resolve(stream);
    else stream.write(REPLY(0));
  });
  const dial = dials.dial(port, id, 1, { ...OPTIONS, deadline: 30_000 });
  const silent = await asked.promise;
  expect(refreshed).toEqual([]);
  const loser = new Promise((resolve) => silent.resume().once('close', resolve));
  vi.advanceTimersByTime(5000);
  const stream = await dial;
  await loser;
  expect([refreshed, doubts]).toEqual([[id], 1]);
  expect(stream.destroyed).toBe(false);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
});

it('grows no more patient by what a try waited on an old descriptor', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const asked = [0, 1, 2, 3].map(() => Promise.withResolvers<Socket>());
  await using port = await socksPort((stream, before) => asked[before]?.resolve(stream));
  const stale = dials.dial(port, id, 1, { ...OPTIONS, deadline: 30_000 });
  const waiting = await asked[0]?.promise;
  vi.advanceTimersByTime(5000);
  await asked[1]?.promise;
  waiting?.write(REPLY(0));
  await stale;
  const next = dials.dial(port, id, 1, { ...OPTIONS, deadline: 30_000 });
  await asked[2]?.promise;
  vi.advanceTimersByTime(1500);
  (await asked[3]?.promise)?.write(REPLY(0));
  expect((await next).destroyed).toBe(false);
});

it('ends by its own deadline, whatever its tries do', async () => {
  await using port = await socksPort(() => undefined);
  await expect(dials.dial(port, id, 1, { ...OPTIONS, deadline: 20 })).rejects.toMatchObject({
    reason: 'timeout',
  });
});

it.each([0x01, 0x06, 0xf0, 0xf2, 0xf3])('that is made once believes reply %i', async (code) => {
  await using port = await socksPort((stream) => stream.end(REPLY(code)));
  await expect(dials.dial(port, id, 1, { ...OPTIONS, once: true })).rejects.toThrow();
  expect(port.credentials).toHaveLength(1);
});

it('that is made once and is silent asks for nothing anew: only the network is doubted', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = Promise.withResolvers<Socket>();
  await using port = await socksPort((stream) => asked.resolve(stream));
  const dial = dials.dial(port, id, 1, { ...OPTIONS, deadline: 30_000, once: true });
  await asked.promise;
  vi.advanceTimersByTime(29_999);
  expect([refreshed, doubts, port.credentials.length]).toEqual([[], 1, 1]);
  const failed = expect(dial).rejects.toMatchObject({ reason: 'timeout' });
  vi.advanceTimersByTime(1);
  await failed;
});
