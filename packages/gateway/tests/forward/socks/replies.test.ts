import { TorchatError } from '@torchat/core';
import { describe, expect, test } from 'vitest';
import { TunnelRefused } from '@torchat/core/node';
import { REPLY, replyBytes, replyFor } from '../../../src/forward/socks/replies.ts';

describe('a reply says where datagrams go', () => {
  test.each([
    ['0.0.0.0', '0500000100000000'],
    ['127.0.0.1', '050000017f000001'],
    ['::1', `05000004${'00'.repeat(15)}01`],
    ['fe80::1%eth0', `05000004fe80${'00'.repeat(13)}01`],
    ['2001:db8:1:2:3:4:5:6', '0500000420010db8000100020003000400050006'],
    ['::ffff:1.2.3.4', `05000004${'00'.repeat(10)}ffff01020304`],
  ])('at %s', (host, bytes) => {
    expect(replyBytes(REPLY.granted, { host, port: 258 }).toString('hex')).toBe(`${bytes}0102`);
  });
});

test.each([
  [new TunnelRefused('refused'), 5],
  [new TunnelRefused('unreachable'), 4],
  [new TunnelRefused('lost'), 4],
  [new TunnelRefused('stale'), 4],
  [new TunnelRefused('gone'), 2],
  [new TunnelRefused('busy'), 2],
  [new TorchatError('contact_offline', ''), 4],
  [new TorchatError('dial_failed', ''), 4],
  [new TorchatError('unknown_service', ''), 2],
  [new Error('a fault of ours'), 1],
])('%s is answered with its true reason', (failure, reply) => {
  expect(replyFor(failure)).toBe(reply);
});
