import { describe, expect, test } from 'vitest';
import { acquainted } from '../friend.ts';
import { idOf, Stage } from '../stage.ts';
import { MODERN, sharing, web } from './sharing.ts';

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
