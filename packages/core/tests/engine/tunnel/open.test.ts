import { describe, expect, test } from 'vitest';
import { encodeLine } from '../../../src/messages/index.ts';
import { frameKeys, okMac, openMac } from '../../../src/tunnel/proof.ts';
import { acquainted, Friend } from '../friend.ts';
import { bare, OWN, Stage } from '../stage.ts';
import { MODERN } from './sharing.ts';

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
