import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytesOf } from '../../src/world/content.ts';
import { Translator } from '../../src/worlds/live/translate.ts';

function translator(old = false): (event: Record<string, unknown> & { ev: string }) => unknown[] {
  const places = new Map<unknown, number>([
    ['me', 0],
    ['bob', 1],
  ]);
  const one = new Translator({
    own: 0,
    placeOf: (id) => places.get(id) ?? null,
    isOld: () => old,
    sizeOf: (name) => (name === 'a.bin' ? 100 : null),
  });
  return (event) => [...one.of({ t: 0, ...event })];
}

test('a text told again after a kill is shown once, another of the same words twice', () => {
  const told = translator();
  const shown = { type: 'text_shown', from: 1, text: 'hello' };
  expect(told({ ev: 'chat', addr: 'bob', text: 'hello', id: 5 })).toEqual([shown]);
  expect(told({ ev: 'chat', addr: 'bob', text: 'hello', id: 5 })).toEqual([]);
  expect(told({ ev: 'chat', addr: 'bob', text: 'hello', id: 6 })).toEqual([shown]);
});

test('texts that a client of old joined and marked are shown one by one', () => {
  const event = { ev: 'chat', addr: 'bob', text: '[delayed] one\n[delayed] two' };
  expect(translator(true)(event)).toMatchObject([{ text: 'one' }, { text: 'two' }]);
  expect(translator()({ ...event, text: 'one\ntwo' })).toMatchObject([{ text: 'one\ntwo' }]);
});

test('a receipt is that of the text with its key', () => {
  const told = translator();
  told({ ev: 'queued', addr: 'bob', id: 1, text: 'one' });
  told({ ev: 'queued', addr: 'bob', id: 2, text: 'two' });
  expect(told({ ev: 'delivered', addr: 'bob', id: 2 })).toEqual([
    { type: 'text_delivered', to: 1, text: 'two' },
  ]);
  expect(told({ ev: 'delivered', addr: 'bob', id: 9 })).toEqual([]);
});

test('a file counts from when it was taken over', () => {
  const event = { ev: 'file_queued', addr: 'bob', id: 3, name: 'a.bin', size: 100 };
  expect(translator()(event)).toEqual([{ type: 'file_taken', to: 1, name: 'a.bin', size: 100 }]);
});

test('a file is right when its bytes are those of its name, and wrong when one differs', () => {
  const told = translator();
  const bytes = bytesOf('a.bin', 100);
  const end = (content: Uint8Array) =>
    told({
      ev: 'file_recv_end',
      addr: 'bob',
      id: 3,
      ok: true,
      md5: createHash('md5').update(content).digest('hex'),
      msg: '',
    });
  told({ ev: 'file_offer', addr: 'bob', id: 3, name: 'a.bin', size: 100 });
  expect(end(bytes)).toMatchObject([{ type: 'file_landed', name: 'a.bin', right: true }]);
  expect(end(bytes.map((byte, at) => (at === 50 ? byte ^ 1 : byte)))).toMatchObject([{ right: false }]);
});

test('what a client tells of itself and of strangers is nothing of the run', () => {
  const told = translator();
  expect(told({ ev: 'status', addr: 'me', status: 'available' })).toEqual([]);
  expect(told({ ev: 'status', addr: 'somebody', status: 'available' })).toEqual([]);
  expect(told({ ev: 'violation', what: 'lied' })).toMatchObject([{ type: 'violation', contact: null }]);
});
