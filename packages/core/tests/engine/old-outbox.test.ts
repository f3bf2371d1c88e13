import { describe, expect, test } from 'vitest';
import { CONGESTED_BYTES, TOKEN_PATIENCE } from '../../src/engine/timing.ts';
import { acquainted, Friend } from './friend.ts';
import { Stage } from './stage.ts';

const OLD = { supports: null } as const;
const MUTE = { supports: null, mute: true } as const;

/** The texts among these lines. */
function said(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('message '));
}

/** The tokens among these lines, as the words that come back. */
function tokens(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^filedata_ok (p\d+) 0$/u.exec(line)?.[1] ?? []);
}

function probes(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('probe_')).map((line) => line.trimEnd());
}

function send(stage: Stage, friend: Friend, ...texts: readonly string[]): void {
  for (const text of texts) expect(stage.do({ type: 'send', id: friend.id, text }).ok).toBe(true);
}

function statesOf(stage: Stage): string[] {
  return stage.of('message_state').map(({ key, state }) => `${key} ${state}`);
}

describe('a client of old', () => {
  test('is asked once a session, after the greeting, in both forms whether it gives back a token', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MUTE);
    const lines = friend.heard();
    const greeted = lines.findIndex((line) => line.startsWith('status '));
    expect(lines.slice(greeted + 1)).toEqual([
      expect.stringMatching(/^filedata_ok p\d+ 0$/u),
      expect.stringMatching(/^probe_[a-z]+ $/u),
    ]);
    send(stage, friend, 'one', 'two');
    friend.say('status away');
    expect(friend.heard()).toEqual([]);
  });

  test('is asked nothing by who looks like one, by a stranger, nor where numbers are understood', () => {
    const stage = new Stage();
    const modern = acquainted(stage, {}, 1);
    const stranger = new Friend(stage, 2);
    stranger.ping();
    stage.pass(2000);
    stranger.greet(stranger.takeDial(), { supports: null, addsUs: false });
    stage.do({ type: 'settings', settings: { strangers: 'ask', looksLike: 'legacy' } });
    const old = acquainted(stage, MUTE, 3);
    const lines = [modern, stranger, old].flatMap((friend) => friend.heard());
    expect([...tokens(lines), ...probes(lines)]).toEqual([]);
    expect(lines).not.toEqual([]);
  });

  test('gets each text with a token in the form that came back, and only that confirms it', () => {
    const stage = new Stage();
    const friend = acquainted(stage, OLD);
    friend.heard();
    send(stage, friend, 'one', 'two', 'three');
    const lines = friend.heard();
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'message',
      'filedata_ok',
      'message',
      'filedata_ok',
      'message',
      'filedata_ok',
    ]);
    const [, second] = tokens(lines);
    friend.say(`file_stop_receiving ${second}`);
    friend.say('file_stop_receiving p1', 'not_implemented ', 'file_stop_receiving 12345');
    expect(statesOf(stage)).toEqual(['1 sent', '2 sent', '3 sent', '2 delivered']);
    expect(stage.store.load().outbox.map(({ message }) => message.text)).toEqual(['one', 'three']);
    expect(stage.of('violation')).toEqual([]);
  });

  test('that says what it did not understand confirms by that', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MUTE);
    friend.say(`not_implemented ${probes(friend.heard())[0]}`);
    send(stage, friend, 'one');
    const lines = friend.heard();
    expect(lines).toEqual(['message one', expect.stringMatching(/^probe_[a-z]+ $/u)]);
    friend.say(`not_implemented ${probes(lines)[0]}`);
    expect(statesOf(stage)).toEqual(['1 sent', '1 delivered']);
  });

  test('that gives back both forms is asked in the first', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MUTE);
    const asked = friend.heard();
    friend.say(`not_implemented ${probes(asked)[0]}`, `file_stop_receiving ${tokens(asked)[0]}`);
    send(stage, friend, 'one');
    expect(friend.heard()[1]).toMatch(/^filedata_ok /u);
  });

  test('gets a text again, marked, when its token did not come back before the session ended', () => {
    const stage = new Stage();
    const friend = acquainted(stage, OLD);
    send(stage, friend, 'one', 'two');
    const [first] = tokens(friend.heard());
    friend.say(`file_stop_receiving ${first}`);
    friend.vanish();
    stage.pass(3000);
    friend.meet(OLD);
    expect(said(friend.heard())).toEqual(['message [delayed] two']);
  });

  test('may give back a token late, in another session and after a restart', () => {
    const stage = new Stage();
    const friend = acquainted(stage, OLD);
    send(stage, friend, 'one');
    const before = tokens(friend.heard());
    stage.restart();
    stage.online();
    stage.pass(3000);
    friend.meet({ supports: null, mute: true });
    friend.say(`file_stop_receiving ${before[0]}`);
    expect(statesOf(stage).at(-1)).toBe('1 delivered');
    expect(stage.store.load().outbox).toEqual([]);
    stage.pass(TOKEN_PATIENCE);
    expect(said(friend.heard())).toEqual([]);
  });

  test('whose numbers of texts are guessed at confirms nothing that is not there', () => {
    const stage = new Stage();
    const friend = acquainted(stage, OLD);
    friend.say(
      'file_stop_receiving p99999999999999999999',
      'not_implemented probe_',
      'not_implemented probe_zzzz',
    );
    send(stage, friend, 'one');
    friend.say(
      'file_stop_receiving p18446744073709551615',
      'file_stop_receiving p0',
      'file_stop_receiving p',
    );
    expect(statesOf(stage)).toEqual(['1 sent']);
    expect(friend.presence).toBe('available');
  });
});

describe('a client of old that gives back nothing', () => {
  test('gets its texts after a minute, once; from then on at once', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MUTE);
    send(stage, friend, 'one');
    stage.pass(TOKEN_PATIENCE - 1);
    expect(said(friend.heard())).toEqual([]);
    stage.pass(1);
    expect(friend.heard()).toContain('message one');
    send(stage, friend, 'two');
    expect(friend.heard()).toEqual(['message two']);
    expect(statesOf(stage)).toEqual(['1 sent', '2 sent']);
    friend.vanish();
    stage.pass(3000);
    friend.meet(MUTE);
    friend.heard();
    send(stage, friend, 'three');
    expect(friend.heard()).toEqual(['message three']);
    expect(stage.store.load().outbox).toEqual([]);
  });

  test('is believed again when a token comes back after all', () => {
    const stage = new Stage();
    const friend = acquainted(stage, MUTE);
    const asked = tokens(friend.heard());
    stage.pass(TOKEN_PATIENCE);
    friend.say(`file_stop_receiving ${asked[0]}`);
    send(stage, friend, 'one');
    expect(tokens(friend.heard())).toHaveLength(1);
  });
});

describe('a text to a client of old', () => {
  test('carries [delayed] where it waited for the contact, each one, over a restart too', () => {
    const stage = new Stage();
    const friend = new Friend(stage).added();
    send(stage, friend, 'one', 'two');
    stage.restart();
    stage.online();
    stage.pass(3000);
    friend.meet(OLD);
    send(stage, friend, 'three');
    expect(said(friend.heard())).toEqual(['message [delayed] one', 'message [delayed] two', 'message three']);
  });

  test('carries [delayed] though the connection was full first, and none where it only waited for that', () => {
    const stage = new Stage();
    const friend = new Friend(stage).added();
    stage.online();
    for (let at = 0; at < 3; at++) send(stage, friend, `${at}${'x'.repeat(40_000)}`);
    stage.pass(1000);
    friend.meet(OLD);
    expect(said(friend.heard())).toHaveLength(2);
    stage.put({ type: 'congested', link: friend.out });
    send(stage, friend, 'now');
    stage.pass(10_000);
    expect(said(friend.heard())).toEqual([]);
    stage.put({ type: 'drained', link: friend.out });
    const [last, now] = said(friend.heard());
    expect(last).toMatch(/^message \[delayed\] 2x/u);
    expect(now).toBe('message now');
  });

  test('never leaves in more than one portion at a time, however long the outbox', () => {
    const stage = new Stage();
    const friend = new Friend(stage).added();
    stage.online();
    for (let at = 0; at < 1000; at++) send(stage, friend, `${at} ${'x'.repeat(1000)}`);
    stage.pass(1000);
    friend.meet(OLD);
    let received: string[] = [];
    for (let round = 0; round < 100 && received.length < 1000; round++) {
      const lines = said(friend.heard());
      expect(lines.join().length).toBeLessThan(CONGESTED_BYTES);
      received = received.concat(lines);
      stage.pass(500);
    }
    expect(received.map((line) => line.split(' ')[2])).toEqual(
      Array.from({ length: 1000 }, (_, at) => `${at}`),
    );
  });
});
