import type { ContactView, TorchatId } from '@torchat/core';
import { describe, expect, test } from 'vitest';
import { contactLabel, resolve } from '../../../src/forward/socks/host-name.ts';
import { REPLY } from '../../../src/forward/socks/replies.ts';

const [BOB, CAROL] = ['b'.repeat(16), 'c'.repeat(16)] as TorchatId[];

function contact(id: TorchatId | undefined, name: string, change: Partial<ContactView> = {}): ContactView {
  const services = [
    { name: 'web', kind: 'tcp' },
    { name: 'voice', kind: 'udp' },
  ];
  return { id, name, relation: 'listed', presence: 'available', services, ...change } as ContactView;
}

test.each([
  ['Bob', 'bob'],
  ['Zoë  Müller', 'zoe-muller'],
  ['--bob--', 'bob'],
  ['b.o.b', 'b-o-b'],
  ['日本語', ''],
  [`${'x'.repeat(62)} y`, 'x'.repeat(62)],
])('%s is called %j', (name, label) => {
  expect(contactLabel(name)).toBe(label);
});

describe('a host name', () => {
  const both = [contact(BOB, 'Bob'), contact(CAROL, 'Carol')];

  test('means the contact of this name or id, and the service', () => {
    expect(resolve(both, 'bob.web.torchat', 'tcp')).toEqual({ contact: BOB, service: 'web' });
    expect(resolve(both, `${CAROL}.voice.TORCHAT`, 'udp')).toEqual({ contact: CAROL, service: 'voice' });
  });

  test('an id goes before a name that looks like one', () => {
    const mallory = contact(CAROL, BOB ?? '');
    expect(resolve([mallory, contact(BOB, 'Bob')], `${BOB}.web.torchat`, 'tcp')).toMatchObject({
      contact: BOB,
    });
  });

  test('that two contacts have is refused', () => {
    expect(resolve([contact(BOB, 'Bob'), contact(CAROL, 'bob!')], 'bob.web.torchat', 'tcp')).toBe(
      REPLY.notAllowed,
    );
  });

  test('of a contact that is away cannot be reached', () => {
    const away = contact(BOB, 'Bob', { presence: 'offline', services: [] });
    expect(resolve([away], 'bob.web.torchat', 'tcp')).toBe(REPLY.hostUnreachable);
  });

  test.each([
    null,
    '',
    'torchat',
    '.torchat',
    'bob.torchat',
    '.web.torchat',
    'bob..torchat',
    'x.bob.web.torchat',
    'bob.web.torchat.',
    'bob.web.torchat.example.com',
    'bob.web.onion',
    'example.com',
    'bob.nothing.torchat',
    'bob.voice.torchat',
    'dave.web.torchat',
    'bob.web.torchat\0.example.com',
  ])('%j is not allowed', (host) => {
    expect(resolve(both, host, 'tcp')).toBe(REPLY.notAllowed);
  });

  test.each(['request', 'blocked'] as const)('of a contact that is a %s is not allowed', (relation) => {
    expect(resolve([contact(BOB, 'Bob', { relation })], 'bob.web.torchat', 'tcp')).toBe(REPLY.notAllowed);
  });
});
