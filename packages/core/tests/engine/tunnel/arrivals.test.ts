import { describe, expect, test } from 'vitest';
import { encodeLine } from '../../../src/messages/index.ts';
import { frameKeys, okMac, openMac } from '../../../src/tunnel/proof.ts';
import { bare, idOf, OWN } from '../stage.ts';
import { arrived, keyOf, MODERN, open, type Opening, sharing, web } from './sharing.ts';

describe('an opening', () => {
  test('with the right proof becomes a tunnel, with keys that the opener has too', () => {
    const { stage, friend, key } = sharing();
    const { link, outputs } = open(stage, friend, { key });
    const opening = { opener: friend.id, owner: OWN, service: 'web', nonce: 1 };
    expect(arrived(outputs)).toEqual({
      type: 'tunnel_arrived',
      link,
      id: friend.id,
      share: web,
      ok: encodeLine({ command: 'tunnel_ok', mac: okMac(key, opening) }),
      keys: frameKeys(key, opening),
    });
    expect(stage.closed).not.toContain(link);
    expect(stage.core.links.has(link)).toBe(false);
  });

  const WRONG: Record<string, Partial<Opening>> = {
    'a wrong key': { key: new Uint8Array(32) },
    'a mac for another service': { macOf: { service: 'ssh' } },
    'a mac for another number': { macOf: { nonce: 2 } },
    'a number that cannot be': { nonce: 0 },
    'the id of a stranger': { id: idOf(7) },
    'our own id': { id: OWN },
    'no id': { id: 'x' },
  };

  test.each(Object.entries(WRONG))('with %s is closed without a byte', (_, wrong) => {
    const { stage, friend, key } = sharing();
    const { link, outputs } = open(stage, friend, { key, ...wrong });
    expect(arrived(outputs)).toBeUndefined();
    expect(stage.closed).toContain(link);
    expect(stage.heard(link)).toEqual([]);
  });

  test('that repeats a number is closed without a byte, also after the session was renewed', () => {
    const { stage, friend, key } = sharing();
    expect(arrived(open(stage, friend, { key }).outputs)).toBeDefined();
    const again = open(stage, friend, { key });
    expect(stage.closed).toContain(again.link);
    expect(stage.heard(again.link)).toEqual([]);
    friend.vanish();
    stage.pass(20_000);
    friend.meet(MODERN);
    expect(keyOf(stage, friend)).not.toEqual(key);
    const later = open(stage, friend, { key });
    expect(arrived(later.outputs)).toBeUndefined();
    expect(stage.heard(later.link)).toEqual([]);
    expect(arrived(open(stage, friend, { key: keyOf(stage, friend) }).outputs)).toBeDefined();
  });

  test('may come ten minutes after the session, and is called stale later', () => {
    const { stage, friend, key } = sharing();
    friend.vanish();
    stage.pass(599_000);
    expect(arrived(open(stage, friend, { key }).outputs)).toBeDefined();
    stage.pass(2000);
    const late = open(stage, friend, { key, nonce: 2 });
    expect(arrived(late.outputs)).toBeUndefined();
    expect(stage.heard(late.link)).toEqual(['tunnel_refused stale']);
    expect(stage.closed).toContain(late.link);
  });

  test('of what is shared with others only is refused as if it were not there', () => {
    const { stage, friend, key } = sharing();
    stage.do({ type: 'share', share: { ...web, name: 'ssh', with: [idOf(2)] } });
    for (const [nonce, service] of [
      [1, 'ssh'],
      [2, 'nothing'],
    ] as const) {
      const { link, outputs } = open(stage, friend, { key, service, nonce });
      expect(arrived(outputs)).toBeUndefined();
      expect(stage.heard(link)).toEqual(['tunnel_refused gone']);
    }
  });

  test('comes a thousand times a second: what is too much is refused', () => {
    const { stage, friend, key } = sharing();
    const openings = Array.from({ length: 1000 }, (_, at) => open(stage, friend, { key, nonce: at + 1 }));
    expect(openings.filter(({ outputs }) => arrived(outputs) !== undefined)).toHaveLength(256);
    expect(stage.heard(openings[999]?.link ?? 0)).toEqual(['tunnel_refused busy']);
    expect(friend.presence).toBe('available');
  });

  test('after a ping is closed: a connection is a link or a tunnel', () => {
    const { stage, friend, key } = sharing();
    friend.ping();
    const mac = openMac(key, { opener: friend.id, owner: OWN, service: 'web', nonce: 1 });
    friend.say(bare(encodeLine({ command: 'tunnel_open', id: friend.id, service: 'web', nonce: 1, mac })));
    expect(stage.closed).toContain(friend.in);
  });
});
