import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/messages/index.ts';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

/** One sensible line of every command but ping and pong, and what it does to a connection that proved nothing. */
const BEFORE_THE_PONG: Readonly<Record<string, readonly [line: string, fate: 'ignored' | 'closed']>> = {
  client: ['client Friend', 'ignored'],
  version: ['version 1.2.3.4', 'ignored'],
  supports: ['supports delivery', 'ignored'],
  profile_name: ['profile_name Mallory', 'ignored'],
  profile_text: ['profile_text hello', 'ignored'],
  profile_avatar_alpha: ['profile_avatar_alpha ', 'ignored'],
  profile_avatar: ['profile_avatar ', 'ignored'],
  add_me: ['add_me ', 'ignored'],
  status: ['status xa', 'ignored'],
  seal_hello: [`seal_hello ${'k'.repeat(32)}`, 'ignored'],
  seal_proof: [`seal_proof ${'k'.repeat(32)}`, 'closed'],
  sealed: ['sealed 0123456789abcdef', 'closed'],
  not_implemented: ['not_implemented double connection', 'ignored'],
  remove_me: ['remove_me ', 'closed'],
  message: ['message hello', 'closed'],
  delivery_message: ['delivery_message e 1 hello', 'closed'],
  delivery_ok: ['delivery_ok e 1', 'closed'],
  file_digest: [`file_digest 1 ${'0'.repeat(64)}`, 'closed'],
  file_pause_sending: ['file_pause_sending 1', 'closed'],
  file_pause_receiving: ['file_pause_receiving 1', 'closed'],
  filename: ['filename 1 10 8192 a.txt', 'closed'],
  folder_offer: ['folder_offer 1 10 8192 3 photos', 'closed'],
  filedata: ['filedata 1 0 0123456789abcdef0123456789abcdef x', 'closed'],
  filedata_ok: ['filedata_ok 1 0', 'closed'],
  filedata_error: ['filedata_error 1 0', 'closed'],
  file_stop_sending: ['file_stop_sending 1', 'closed'],
  file_stop_receiving: ['file_stop_receiving 1', 'closed'],
  latency_ping: ['latency_ping 1', 'closed'],
  latency_pong: ['latency_pong 1', 'closed'],
  tunnel_key: ['tunnel_key 0123456789abcdefghijklmnopqrstuv', 'closed'],
  tunnel_services: ['tunnel_services web/tcp', 'closed'],
  tunnel_open: ['tunnel_open p3lteztsvjx2mchq web 1 0123456789abcdefghijklmnopqrstuv', 'closed'],
  tunnel_ok: ['tunnel_ok 0123456789abcdefghijklmnopqrstuv', 'closed'],
  bulk_got: ['bulk_got 1', 'closed'],
  tunnel_refused: ['tunnel_refused busy', 'closed'],
  twin_hello: ['twin_hello 0a 4e laptop', 'closed'],
  twin_here: ['twin_here 0a 4e laptop', 'closed'],
  twin_yield: ['twin_yield 81', 'closed'],
  voucher_issue: ['voucher_issue x', 'closed'],
  voucher_present: ['voucher_present x', 'closed'],
};

test('the table below knows every command', () => {
  const known = [...Object.keys(BEFORE_THE_PONG), 'ping', 'pong'];
  expect(known.toSorted()).toEqual(FORMATS.map(({ command }) => command as string).toSorted());
});

describe('before the pong', () => {
  test.each(Object.values(BEFORE_THE_PONG))('%s: %s', (line, fate) => {
    const stage = new Stage().online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    friend.ping();
    friend.heard();
    const saved = stage.changes.length;
    friend.say(line);
    expect(stage.closed.has(friend.in)).toBe(fate === 'closed');
    expect(friend.heard()).toEqual([]);
    expect(stage.changes.slice(saved)).toEqual([]);
    expect(friend.presence).toBe('handshake');
  });

  test.each(['nonsense', '', 'messagehello', 'profile_name \xff\xfe', 'HELO localhost', 'GET / HTTP/1.1'])(
    '%j closes',
    (line) => {
      const stage = new Stage().online();
      const link = stage.accept();
      stage.say(
        link,
        Uint8Array.from(line, (character) => character.charCodeAt(0)),
      );
      expect(stage.closed).toContain(link);
      expect(stage.of('violation')).toHaveLength(1);
    },
  );
});

describe('once they are proven', () => {
  test('an unknown command is answered with its name, and not more often than a budget allows', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    friend.say('groupchat_invite 1 2');
    expect(friend.heard()).toEqual(['not_implemented groupchat_invite']);
    for (let at = 0; at < 1000; at++) friend.say('what');
    expect(friend.heard().length).toBeLessThanOrEqual(64);
    stage.pass(1000);
    friend.say('what');
    expect(friend.heard()).toEqual(['not_implemented what']);
  });

  test('an empty line is an unknown command without a name', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    friend.say('');
    expect(friend.heard()).toEqual(['not_implemented ']);
  });

  test('not_implemented is never answered', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    friend.say('not_implemented ', 'not_implemented', 'not_implemented what');
    stage.say(friend.out, 'not_implemented double connection');
    expect(friend.heard()).toEqual([]);
    expect(friend.presence).toBe('available');
  });

  test.each(['delivery_message e', 'delivery_ok e x', 'profile_avatar 123', 'filename 1', 'latency_ping '])(
    '%j, which makes no sense, is dropped and the connection lives',
    (line) => {
      const stage = new Stage();
      const friend = acquainted(stage);
      friend.heard();
      friend.say(line);
      expect(friend.heard()).toEqual([]);
      expect(friend.presence).toBe('available');
      expect(stage.of('violation')).toEqual([
        { type: 'violation', id: friend.id, what: `its ${line.split(' ')[0]} makes no sense` },
      ]);
    },
  );

  test('bytes that are not UTF-8 cost the line and nothing else', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.say(Uint8Array.of(...new TextEncoder().encode('message '), 0xff, 0xfe));
    friend.say('message fine');
    expect(stage.of('message').map(({ message }) => message.text)).toEqual(['fine']);
    expect(friend.presence).toBe('available');
  });

  test('what one does wrong is told once in ten seconds', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    for (let at = 0; at < 100; at++) friend.say('delivery_ok');
    expect(stage.of('violation')).toHaveLength(1);
    stage.pass(10_000);
    friend.say('delivery_ok');
    expect(stage.of('violation')).toHaveLength(2);
  });

  test('files that nobody knows are stopped: the sender is told, the receiver too', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    friend.say(
      'filedata 8 0 0123456789abcdef0123456789abcdef x',
      'filedata_ok 9 0',
      'filedata_error 10 0',
      'file_stop_sending 11',
      'file_stop_receiving 12',
    );
    expect(friend.heard()).toEqual([
      'file_stop_sending 8',
      'file_stop_receiving 9',
      'file_stop_receiving 10',
    ]);
  });
});

describe('on our own connection', () => {
  test('file lines are heard', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    stage.say(friend.out, 'filedata 7 0 0123456789abcdef0123456789abcdef x');
    expect(friend.heard()).toEqual(['file_stop_sending 7']);
  });

  test('a file line that makes no sense is told of, and closes nothing', () => {
    const stage = new Stage();
    const friend = acquainted(stage);
    stage.say(friend.out, 'filedata 7 -1 0123456789abcdef0123456789abcdef x');
    expect(stage.of('violation')).toMatchObject([{ id: friend.id, what: 'its filedata makes no sense' }]);
    expect(friend.presence).toBe('available');
  });

  test('file lines are heard before the pong, too: we know whom we dialled', () => {
    const stage = new Stage().online();
    const friend = new Friend(stage).added();
    friend.takeDial();
    stage.say(friend.out, 'filename 7 10 8192 a.txt');
    expect(stage.of('file_offer')).toMatchObject([{ file: { contact: friend.id } }]);
  });

  test.each([
    'ping abcdefghijklmnop 1',
    'pong 1',
    'nonsense',
    '',
    ...Object.entries(BEFORE_THE_PONG)
      .filter(([command]) => !/^(?:file|folder|not_implemented)/u.test(command))
      .map(([, [line]]) => line),
  ])('%j is ignored', (line) => {
    const stage = new Stage();
    const friend = acquainted(stage);
    friend.heard();
    const [events, saved] = [stage.events.length, stage.changes.length];
    stage.say(friend.out, line);
    expect(friend.heard()).toEqual([]);
    expect(stage.events.slice(events)).toEqual([]);
    expect(stage.changes.slice(saved)).toEqual([]);
    expect(friend.presence).toBe('available');
  });
});
