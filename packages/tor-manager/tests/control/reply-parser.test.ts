import { expect, it } from 'vitest';
import { type ControlMessage, replyParser } from '../../src/control/reply-parser.ts';

const BYTES = Buffer.from(
  [
    '250-PROTOCOLINFO 1',
    '250-VERSION Tor="0.4.9.11"',
    '250 OK',
    '650 NETWORK_LIVENESS UP',
    '250+info/names=',
    'desc/id/* -- Relays',
    '..stuffed',
    '250 looks like an end',
    '.',
    '250 OK',
    '512 Bad arguments',
    '',
  ].join('\r\n'),
);
const MESSAGES: ControlMessage[] = [
  {
    status: 250,
    lines: [
      { text: 'PROTOCOLINFO 1', data: null },
      { text: 'VERSION Tor="0.4.9.11"', data: null },
      { text: 'OK', data: null },
    ],
  },
  { status: 650, lines: [{ text: 'NETWORK_LIVENESS UP', data: null }] },
  {
    status: 250,
    lines: [
      { text: 'info/names=', data: 'desc/id/* -- Relays\n.stuffed\n250 looks like an end' },
      { text: 'OK', data: null },
    ],
  },
  { status: 512, lines: [{ text: 'Bad arguments', data: null }] },
];

it('reads replies, data blocks and events, cut at every byte', () => {
  for (let at = 0; at <= BYTES.length; at++) {
    const parse = replyParser();
    expect([...parse(BYTES.subarray(0, at)), ...parse(BYTES.subarray(at))]).toEqual(MESSAGES);
  }
});

it('keeps an event apart that comes between the lines of a reply', () => {
  const parse = replyParser();
  const messages = parse(Buffer.from('250-one\r\n650 NETWORK_LIVENESS DOWN\r\n250 OK\r\n'));
  expect(messages.map(({ status, lines }) => [status, lines.length])).toEqual([
    [650, 1],
    [250, 2],
  ]);
});

it.each([
  ['what is no reply', 'HTTP/1.1 400 Bad Request\r\n'],
  ['a line longer than 64 KiB', 'x'.repeat(70_000)],
  ['a reply longer than 1 MiB', `250-${'x'.repeat(60_000)}\r\n`.repeat(20)],
  [
    'a data block longer than 1 MiB',
    `250+a=\r\n${'x'.repeat(60_000)}\r\n`.concat(`${'x'.repeat(60_000)}\r\n`.repeat(20)),
  ],
])('refuses %s', (_name, text) => {
  expect(() => replyParser()(Buffer.from(text))).toThrow(/control port/u);
});
