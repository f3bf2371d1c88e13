import { describe, expect, test } from 'vitest';
import type { LinkId } from '../../../src/engine/io/keys.ts';
import { encodeLine, encodePlain } from '../../../src/messages/index.ts';
import { okMac } from '../../../src/tunnel/proof.ts';
import { bare, OWN } from '../stage.ts';
import { paper } from '../transfer/paper.ts';
import { arrives, BLOCK, given, of, type Scene, scene } from './scene.ts';

const KEY = new Uint8Array(32).fill(5);

/** A block comes by a lane. */
function frame(on: Scene, link: LinkId, bytes: Uint8Array, offset: number): void {
  const head = encodePlain({
    command: 'filedata',
    id: '7',
    offset,
    md5: '-',
    bytes: new Uint8Array(0),
  }).slice();
  on.stage.put({ type: 'lane_frame', link, head, bytes: bytes.slice(offset, offset + BLOCK) });
}

describe('somebody who speaks bulk', () => {
  test('gets a key of the session though nothing is shared with him', () => {
    expect(given(scene())).toHaveLength(32);
  });

  test('opens a lane, and is told so by the proof', () => {
    const on = scene();
    const link = arrives(on, 1);
    const opening = { opener: on.friend.id, owner: OWN, service: 'file', nonce: 1 };
    expect(of(on, 'lane_arrived')).toMatchObject([
      { link, ok: encodeLine({ command: 'tunnel_ok', mac: okMac(given(on), opening) }) },
    ]);
  });

  test('opens sixteen and no more', () => {
    const on = scene();
    for (let nonce = 1; nonce <= 20; nonce++) arrives(on, nonce);
    expect(of(on, 'lane_arrived')).toHaveLength(16);
  });

  test('loses his lanes with the session', () => {
    const on = scene();
    const link = arrives(on, 1);
    on.friend.vanish();
    expect(on.stage.closed).toContain(link);
    expect(on.stage.core.lanes.size).toBe(0);
  });
});

/** It is taken, the key is here; the lane that was dialled. */
function comes(on: Scene, size: number): LinkId {
  on.friend.say(bare(encodeLine({ command: 'tunnel_key', key: KEY })));
  on.friend.say(`filename 7 ${size} ${BLOCK} a`);
  on.stage.do({ type: 'accept_file', file: 1 });
  on.stage.work();
  return of(on, 'lane_dial')[0]?.link ?? 0;
}

describe('a large file that comes', () => {
  test('has one lane opened for it, or as many as the user wants', () => {
    const on = scene();
    comes(on, 40 * BLOCK);
    expect(of(on, 'lane_dial').map(({ circuit }) => circuit)).toEqual([0]);
    const other = scene();
    other.stage.do({
      type: 'settings',
      settings: { strangers: 'ask', looksLike: 'torchat', fileCircuits: 4 },
    });
    comes(other, 40 * BLOCK);
    expect(of(other, 'lane_dial').map(({ circuit }) => circuit)).toEqual([0, 1, 2, 3]);
  });

  test('that is small has none', () => {
    const on = scene();
    comes(on, 4 * BLOCK);
    expect(of(on, 'lane_dial')).toEqual([]);
  });

  test('arrives by its lane, blocks that overtook others included', () => {
    const on = scene();
    const bytes = paper(20 * BLOCK + 5);
    const link = comes(on, bytes.length);
    on.stage.put({ type: 'lane_room', link, upTo: 1 });
    on.friend.heard();
    const order = [0, 2, 1, 5, 4, 3, ...Array.from({ length: 15 }, (_, at) => 6 + at)];
    for (const at of order) frame(on, link, bytes, at * BLOCK);
    on.stage.work();
    expect(on.stage.disk.landed[0]?.bytes).toEqual(bytes);
    // Nobody was asked for anything again.
    expect(on.friend.heard().filter((line) => line.startsWith('filedata_error'))).toEqual([]);
  });

  test('has at most 8 MiB of it waiting for what is missing, whatever is sent', () => {
    const on = scene();
    const bytes = paper(100 * BLOCK);
    const link = comes(on, bytes.length);
    on.stage.put({ type: 'lane_room', link, upTo: 1 });
    for (let at = 1; at < 100; at++) frame(on, link, bytes, at * BLOCK);
    const [file] = on.stage.core.peers.get(on.friend.id)?.files ?? [];
    expect(file).toMatchObject({ aheadBytes: 64 * BLOCK });
  });

  test('is asked for again from where it stands when its lane breaks', () => {
    const on = scene();
    const bytes = paper(40 * BLOCK);
    const link = comes(on, bytes.length);
    on.stage.put({ type: 'lane_room', link, upTo: 1 });
    frame(on, link, bytes, 0);
    on.stage.work();
    on.friend.heard();
    on.stage.put({ type: 'closed', link });
    expect(on.friend.heard()).toContain(`filedata_error 7 ${BLOCK}`);
    expect(of(on, 'lane_dial')).toHaveLength(1);
    on.stage.pass(2000);
    expect(of(on, 'lane_dial')).toHaveLength(2);
  });

  test('whose lane says something else than blocks loses the lane', () => {
    const on = scene();
    const link = comes(on, 40 * BLOCK);
    on.stage.put({ type: 'lane_room', link, upTo: 1 });
    const head = encodePlain({ command: 'remove_me' }).slice();
    on.stage.put({ type: 'lane_frame', link, head, bytes: new Uint8Array(0) });
    expect(on.stage.closed).toContain(link);
    expect(on.friend.presence).toBe('available');
  });
});
