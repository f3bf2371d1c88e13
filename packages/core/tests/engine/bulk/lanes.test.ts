import { describe, expect, test } from 'vitest';
import type { LaneOutput } from '../../../src/engine/io/output.ts';
import { encodeLine, encodePlain } from '../../../src/messages/index.ts';
import { okMac, openMac } from '../../../src/tunnel/proof.ts';
import { acquainted, type Friend } from '../friend.ts';
import { bare, OWN, Stage } from '../stage.ts';
import type { LinkId } from '../../../src/engine/io/keys.ts';
import { paper } from '../transfer/paper.ts';

const BULK = { supports: 'bulk delivery latency tunnel' };
const BLOCK = 128 * 1024;
const KEY = new Uint8Array(32).fill(5);

interface Scene {
  readonly stage: Stage;
  readonly friend: Friend;
  readonly lanes: LaneOutput[];
}

/** A contact that speaks `bulk`, and everything that is wanted of lanes. */
function scene(): Scene {
  const stage = new Stage();
  const lanes: LaneOutput[] = [];
  const put = stage.put.bind(stage);
  stage.put = (input) => {
    const outputs = put(input);
    for (const output of outputs) if (output.type.startsWith('lane_')) lanes.push(output as LaneOutput);
    return outputs;
  };
  const friend = acquainted(stage, BULK);
  return { stage, friend, lanes };
}

function of<T extends LaneOutput['type']>({ lanes }: Scene, type: T): Extract<LaneOutput, { type: T }>[] {
  return lanes.filter((output): output is Extract<LaneOutput, { type: T }> => output.type === type);
}

/** The key that the stage gave its contact for tunnels. */
function given({ stage, friend }: Scene): Uint8Array {
  return stage.core.peers.get(friend.id)?.tunnels.given[0]?.key ?? new Uint8Array(0);
}

/** The contact opens a lane; its name. */
function arrives(on: Scene, nonce: number): LinkId {
  const link = on.stage.accept();
  const opening = { opener: on.friend.id, owner: OWN, service: 'file', nonce };
  const mac = openMac(given(on), opening);
  on.stage.say(
    link,
    bare(encodeLine({ command: 'tunnel_open', id: on.friend.id, service: 'file', nonce, mac })),
  );
  return link;
}

/** The stage sends a file whose first block is confirmed. */
function sends(on: Scene, size: number): string {
  const { stage, friend } = on;
  const bytes = paper(size);
  stage.do({
    type: 'send_file',
    id: friend.id,
    ...stage.disk.offer(bytes),
    name: 'a',
    size,
    path: '/a',
    mark: 'm',
  } as never);
  stage.work();
  const wire = [...(stage.core.peers.get(friend.id)?.files ?? [])].at(-1)?.wire ?? '';
  friend.say(`filedata_error ${wire} 0`);
  stage.work();
  friend.say(`filedata_ok ${wire} 0`);
  stage.work();
  return wire;
}

const offsetsOf = (on: Scene, link: LinkId): number[] =>
  of(on, 'lane_send')
    .filter((output) => output.link === link)
    .map(({ head }) => Number(new TextDecoder().decode(head).split(' ')[2]));

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

describe('a file that goes', () => {
  test('sends nothing of it before the other side asks for it, then as much as the window allows', () => {
    const on = scene();
    on.stage.do({
      type: 'send_file',
      id: on.friend.id,
      ...on.stage.disk.offer(paper(100 * BLOCK)),
      name: 'a',
    });
    on.stage.work();
    const offers = on.stage.heard(on.friend.in);
    expect(offers.filter((line) => line.startsWith('filedata '))).toEqual([]);
    const wire = offers.find((line) => line.startsWith('filename '))?.split(' ')[1];
    on.friend.say(`filedata_error ${wire} 0`);
    on.stage.work();
    expect(on.stage.heard(on.friend.in).filter((line) => line.startsWith('filedata '))).toHaveLength(16);
  });

  test('by a lane goes as far as the lane has room, and a text goes past it', () => {
    const on = scene();
    const link = arrives(on, 1);
    on.stage.put({ type: 'lane_room', link, upTo: 4 * BLOCK });
    sends(on, 100 * BLOCK);
    on.stage.work();
    expect(offsetsOf(on, link).length).toBeLessThanOrEqual(5);
    expect(offsetsOf(on, link).length).toBeGreaterThan(1);
    on.friend.heard();
    on.stage.do({ type: 'send', id: on.friend.id, text: 'while it runs' });
    expect(on.friend.heard().join('\n')).toContain('while it runs');
  });

  test('goes no further than 8 MiB beyond what the other disk has, however much room its lanes have', () => {
    const on = scene();
    const link = arrives(on, 1);
    on.stage.put({ type: 'lane_room', link, upTo: 1 << 30 });
    sends(on, 200 * BLOCK);
    on.stage.work();
    expect(Math.max(...offsetsOf(on, link))).toBeLessThan((8 << 20) + 2 * BLOCK);
  });

  test('shares its lane with another one, block by block', () => {
    const on = scene();
    const link = arrives(on, 1);
    sends(on, 100 * BLOCK);
    sends(on, 100 * BLOCK);
    on.stage.put({ type: 'lane_room', link, upTo: 1 << 30 });
    on.stage.work();
    const ids = of(on, 'lane_send').map(({ head }) => new TextDecoder().decode(head).split(' ')[1]);
    const [first, second] = [...new Set(ids)].map((id) => ids.filter((other) => other === id).length);
    expect(second).toBeGreaterThan(0);
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeLessThanOrEqual(4);
  });
});
