import { describe, expect, test } from 'vitest';
import { paper } from '../transfer/paper.ts';
import { arrives, BLOCK, of, offsetsOf, scene, sends } from './scene.ts';

describe('a file that goes', () => {
  test.each([
    ['that gets a lane, 2 MiB in large blocks', 100 * BLOCK, 2 * BLOCK, 8],
    ['that gets none, blocks that hold no text up for long', 6 * BLOCK + 5, BLOCK, 7],
  ])('sends nothing before the other side asks for it, then of one %s', (_kind, size, block, count) => {
    const on = scene();
    on.stage.do({ type: 'send_file', id: on.friend.id, ...on.stage.disk.offer(paper(size)), name: 'a' });
    on.stage.work();
    const offers = on.stage.heard(on.friend.in);
    expect(offers.filter((line) => line.startsWith('filedata '))).toEqual([]);
    const wire = offers.find((line) => line.startsWith('filename '))?.split(' ')[1];
    on.friend.say(`filedata_error ${wire} 0`);
    on.stage.work();
    const blocks = on.stage.heard(on.friend.in).filter((line) => line.startsWith('filedata '));
    expect(blocks.map((line) => Number(line.split(' ')[2]))).toEqual(
      Array.from({ length: count }, (_, at) => at * block),
    );
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
