import { describe, expect, test } from 'vitest';
import type { LinkId, Output } from '../../../src/engine/io.ts';
import { encodeLine } from '../../../src/messages/index.ts';
import type { Share } from '../../../src/model.ts';
import { frameKeys, okMac, openMac } from '../../../src/tunnel/proof.ts';
import { acquainted, Friend } from '../friend.ts';
import { bare, idOf, OWN, Stage } from '../stage.ts';

const MODERN = { supports: 'delivery tunnel' } as const;
const web: Share = { name: 'web', kind: 'tcp', host: '127.0.0.1', port: 8080, with: [idOf(1)] };

/** The newest key that the stage gave to the friend. */
function keyOf(stage: Stage, friend: Friend): Uint8Array {
  const [given] = stage.core.peers.get(friend.id)?.tunnels.given ?? [];
  if (given === undefined) throw new Error('no key was given');
  return given.key;
}

interface Opening {
  readonly key: Uint8Array;
  readonly id?: string;
  readonly service?: string;
  readonly nonce?: number;
  readonly macOf?: { readonly service?: string; readonly nonce?: number };
}

/** A fresh connection whose first line this is: what the engine makes of it. */
function open(
  stage: Stage,
  friend: Friend,
  { key, id = friend.id, service = 'web', nonce = 1, macOf = {} }: Opening,
): { readonly link: LinkId; readonly outputs: readonly Output[] } {
  const link = stage.accept();
  const mac = openMac(key, { opener: friend.id, owner: OWN, service, nonce, ...macOf });
  const line = bare(encodeLine({ command: 'tunnel_open', id, service, nonce, mac }));
  return { link, outputs: stage.put({ type: 'line', link, line }) };
}

function arrived(outputs: readonly Output[]) {
  return outputs.find((output) => output.type === 'tunnel_arrived');
}

function sharing(): { readonly stage: Stage; readonly friend: Friend; readonly key: Uint8Array } {
  const stage = new Stage();
  const friend = acquainted(stage, MODERN);
  expect(stage.do({ type: 'share', share: web })).toEqual({ ok: true });
  return { stage, friend, key: keyOf(stage, friend) };
}

describe('what is offered', () => {
  test('a contact hears of its services and a key, once it supports tunnels', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MODERN);
    friend.heard();
    stage.do({ type: 'share', share: web });
    expect(friend.heard().map((line) => line.replace(/^tunnel_key .*/su, 'tunnel_key'))).toEqual([
      'tunnel_key',
      'tunnel_services web/tcp',
    ]);
    stage.do({ type: 'unshare', name: 'web' });
    expect(friend.heard()).toEqual(['tunnel_services ']);
  });

  test('a contact that is not named hears nothing of it, and gets no key', () => {
    const stage = new Stage();
    const other = acquainted(stage, MODERN, 2);
    other.heard();
    stage.do({ type: 'share', share: web });
    expect(other.heard()).toEqual(['tunnel_services ']);
    expect(stage.core.peers.get(other.id)?.tunnels.given).toEqual([]);
  });

  test('a client of old hears nothing at all', () => {
    const stage = new Stage();
    const friend = acquainted(stage, { supports: null });
    friend.heard();
    stage.do({ type: 'share', share: web });
    expect(friend.heard()).toEqual([]);
  });

  test('shares and forwards survive a restart', () => {
    const { stage } = sharing();
    const forward = {
      kind: 'tcp',
      host: '127.0.0.1',
      port: 22,
      contact: idOf(1),
      service: 'ssh',
      redundant: false,
    } as const;
    expect(stage.do({ type: 'forward', forward })).toEqual({ ok: true });
    expect(stage.do({ type: 'forward', forward })).toMatchObject({ ok: false, code: 'service_exists' });
    stage.restart();
    expect(stage.engine.view()).toMatchObject({ shares: [web], forwards: [forward] });
    expect(stage.do({ type: 'unforward', forward })).toEqual({ ok: true });
    expect(stage.do({ type: 'unforward', forward })).toMatchObject({ ok: false, code: 'unknown_service' });
  });

  test.each(['', '-', 'file', 'a_b', 'Web', 'a b', 'ü', 'a/tcp', 'x'.repeat(33)])(
    'a service cannot be called %j',
    (name) => {
      const stage = new Stage();
      expect(stage.do({ type: 'share', share: { ...web, name } })).toMatchObject({ code: 'bad_request' });
    },
  );
});

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

describe('opening theirs', () => {
  const key = new Uint8Array(32).fill(65);

  function offered(): { readonly stage: Stage; readonly friend: Friend } {
    const stage = new Stage();
    const friend = acquainted(stage, MODERN);
    friend.say(bare(encodeLine({ command: 'tunnel_key', key })), 'tunnel_services ssh/tcp voice/udp');
    return { stage, friend };
  }

  test('a contact shows what it offers, and each opening counts up', () => {
    const { stage, friend } = offered();
    expect(stage.engine.contact(friend.id)?.services).toEqual([
      { name: 'ssh', kind: 'tcp' },
      { name: 'voice', kind: 'udp' },
    ]);
    for (const nonce of [1, 2]) {
      const opening = { opener: OWN, owner: friend.id, service: 'ssh', nonce };
      const mac = openMac(key, opening);
      expect(stage.do({ type: 'open_tunnel', id: friend.id, service: 'ssh' })).toEqual({
        ok: true,
        tunnel: {
          kind: 'tcp',
          line: encodeLine({ command: 'tunnel_open', id: OWN, service: 'ssh', nonce, mac }),
          ok: okMac(key, opening),
          keys: frameKeys(key, opening),
        },
      });
    }
  });

  test('what it does not offer is refused here', () => {
    const { stage, friend } = offered();
    expect(stage.do({ type: 'open_tunnel', id: friend.id, service: 'web' })).toMatchObject({
      code: 'unknown_service',
    });
  });

  test('without a key it waits for the contact', () => {
    const stage = new Stage();
    const friend = new Friend(stage).added();
    expect(stage.do({ type: 'open_tunnel', id: friend.id, service: 'web' })).toMatchObject({
      code: 'contact_offline',
    });
  });

  test.each(['tunnel_services a/sctp', 'tunnel_services /tcp', 'tunnel_services A/tcp', 'tunnel_key short'])(
    '%j makes no sense and changes nothing',
    (line) => {
      const { stage, friend } = offered();
      friend.say(line);
      expect(stage.engine.contact(friend.id)?.services).toHaveLength(2);
      expect(stage.of('violation')).toHaveLength(1);
    },
  );

  test('its services change a thousand times: shown within bounds, the last word last', () => {
    const { stage, friend } = offered();
    for (let at = 0; at < 1000; at++) friend.say(`tunnel_services s${at}/tcp`);
    expect(stage.of('services').length).toBeLessThanOrEqual(33);
    stage.pass(10_000);
    expect(stage.of('services').at(-1)?.services).toEqual([{ name: 's999', kind: 'tcp' }]);
  });
});
