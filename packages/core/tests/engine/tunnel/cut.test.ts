import { describe, expect, test } from 'vitest';
import { idOf } from '../stage.ts';
import { arrived, open, sharing, web } from './sharing.ts';

describe('keys and streams end', () => {
  test.each([
    ['is removed', { type: 'remove', id: idOf(1) }],
    ['is blocked', { type: 'block', id: idOf(1) }],
  ] as const)('when the contact %s', (_, command) => {
    const { stage, friend, key } = sharing();
    expect(stage.put({ type: 'command', ref: 1, command })).toContainEqual({
      type: 'tunnels_cut',
      id: friend.id,
      service: null,
    });
    expect(stage.engine.view().shares).toEqual([{ ...web, with: [] }]);
    const { link, outputs } = open(stage, friend, { key });
    expect(arrived(outputs)).toBeUndefined();
    expect(stage.heard(link)).toEqual([]);
  });

  test('when the service is not shared with it any more', () => {
    const { stage, friend, key } = sharing();
    const share = { ...web, with: [idOf(2)] };
    expect(stage.put({ type: 'command', ref: 1, command: { type: 'share', share } })).toContainEqual({
      type: 'tunnels_cut',
      id: friend.id,
      service: 'web',
    });
    const { link } = open(stage, friend, { key });
    expect(stage.heard(link)).toEqual(['tunnel_refused gone']);
  });

  test('when it removes us', () => {
    const { stage, friend } = sharing();
    const line = new TextEncoder().encode('remove_me ');
    expect(stage.put({ type: 'line', link: friend.in, line })).toContainEqual({
      type: 'tunnels_cut',
      id: friend.id,
      service: null,
    });
  });
});
