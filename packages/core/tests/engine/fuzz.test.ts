import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../src/engine/io/command.ts';
import type { DialFailure } from '../../src/engine/io/input.ts';
import type { LinkId } from '../../src/engine/io/keys.ts';
import { brokenRules } from '../../src/testing/world/rules.ts';
import { ABOUT_FILES, aboutFile, cookieFor, meet, ping, pong, receipt } from './fuzz-lines.ts';
import { idOf, Stage } from './stage.ts';

/** Far more than any of these inputs has a right to. */
const MOST_OUTPUTS = 400;
const PEOPLE = 4;

type Deed = (stage: Stage) => void;

const number = fc.nat({ max: 999_999 });
/** The own id is among them. */
const id = fc.nat({ max: PEOPLE }).map(idOf);
const text = fc.string({ unit: 'binary', maxLength: 20 });
/** One that stands, or one that never did or is gone. */
const link = fc.tuple(fc.boolean(), number).map(([stands, choice]) => (stage: Stage): LinkId => {
  const links = [...stage.core.links.keys()];
  return stands && links.length > 0 ? (links[choice % links.length] as LinkId) : (choice % 40) - 20;
});

const line = fc.oneof(
  { weight: 6, arbitrary: id.map((who) => () => ping(who, '42')) },
  // Cookies are no secret here: proofs must come often for what follows them to be tried.
  { weight: 6, arbitrary: id.map((who) => (stage: Stage) => pong(stage, who)) },
  { weight: 2, arbitrary: id.map((who) => (stage: Stage) => ping(who, cookieFor(stage, who))) },
  {
    weight: 12,
    arbitrary: fc
      .constantFrom(
        'status available',
        'status xa',
        'status what',
        'add_me ',
        'remove_me ',
        'message hello',
        'client Friend',
        'version 1.2.3.4',
        'supports delivery latency',
        'supports ',
        'delivery_message e 1 one',
        'delivery_message e 2 two',
        'delivery_message f 1 one',
        'profile_name x',
        'profile_text y',
        'profile_avatar ',
        'profile_avatar_alpha ',
        'filename 1 10 8192 a',
        'filename 2 0 8192 b',
        'filename 3 20000 4096 c',
        'folder_offer 4 20000 4096 2 d',
        'filedata 1 0 900150983cd24fb0d6963f7d28e17f72 abc',
        'filedata 1 3 900150983cd24fb0d6963f7d28e17f72 abc',
        'filedata 2 0 d41d8cd98f00b204e9800998ecf8427e ',
        'filedata 3 9 900150983cd24fb0d6963f7d28e17f72 abc',
        'filedata_ok 1 0',
        'filedata_error 1 0',
        'file_stop_sending 1',
        'file_stop_receiving 1',
        'latency_ping 1',
        'latency_pong 1',
        'not_implemented ',
        'nonsense',
        '',
      )
      .map((said) => () => new TextEncoder().encode(said)),
  },
  { weight: 3, arbitrary: fc.tuple(id, number).map(([who, seq]) => receipt(who, seq % 5)) },
  { weight: 3, arbitrary: fc.tuple(id, fc.constantFrom(...ABOUT_FILES), number).map(aboutFile) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 80 }).map((bytes) => () => bytes.map(withoutLf)) },
);

const file = fc.nat({ max: 12 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constantFrom('accept_file', 'cancel_file'), file }),
  fc.record({ type: fc.constantFrom('add', 'remove', 'block', 'unblock', 'dial', 'drop'), id }),
  fc.record({ type: fc.constant('send'), id, text }),
  fc.record({ type: fc.constant('read'), id, upTo: fc.nat({ max: 20 }) }),
  fc.record({ type: fc.constant('rename'), id, name: text }),
  fc.record({ type: fc.constant('keep_history'), id, keep: fc.boolean() }),
  fc.record({ type: fc.constant('raw'), id, line: fc.uint8Array({ maxLength: 9 }) }),
  fc.record({ type: fc.constant('status'), status: fc.constantFrom('available', 'away', 'xa') }),
  fc.record({ type: fc.constant('profile'), profile: fc.record({ name: text, text }) }),
  fc.record({
    type: fc.constant('settings'),
    settings: fc.record({
      strangers: fc.constantFrom('ask', 'accept', 'refuse'),
      looksLike: fc.constantFrom('torchat', 'legacy'),
    }),
  }),
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(link, line).map(
      ([which, said]): Deed =>
        (stage) => {
          stage.put({ type: 'line', link: which(stage), line: said(stage) });
        },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(id, fc.boolean()).map(
      ([who, modern]): Deed =>
        (stage) =>
          meet(stage, who, modern),
    ),
  },
  { weight: 4, arbitrary: fc.constant<Deed>((stage) => void stage.accept()) },
  {
    weight: 5,
    arbitrary: number.map(
      (choice): Deed =>
        (stage) =>
          dialEnds(stage, choice, 'connected'),
    ),
  },
  {
    weight: 2,
    arbitrary: number.map(
      (choice): Deed =>
        (stage) =>
          dialEnds(stage, choice, 'dial_failed'),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(id, fc.nat({ max: 30_000 })).map(
      ([who, size]): Deed =>
        (stage) => {
          stage.do({ type: 'send_file', id: who, ...stage.disk.offer(new Uint8Array(size)), name: 'a' });
        },
    ),
  },
  {
    weight: 6,
    arbitrary: command.map(
      (asked): Deed =>
        (stage) =>
          void stage.do(asked),
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        link,
        fc.constantFrom('closed', 'accepted', 'connected', 'overlong', 'congested', 'drained', 'dial_failed'),
      )
      .map(
        ([which, type]): Deed =>
          (stage) => {
            // The numbers of those we dial and of those that come never meet.
            const on = type === 'accepted' ? -1 - Math.abs(which(stage)) : which(stage);
            stage.put(
              type === 'dial_failed'
                ? { type, link: on, reason: 'failed' satisfies DialFailure }
                : { type, link: on },
            );
          },
      ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (up): Deed =>
        (stage) =>
          void stage.put({ type: 'network', up }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Deed>((stage) => void stage.put({ type: 'published' })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(0, 1, 3000, 20_000, 60_000, 300_000).map(
      (time): Deed =>
        (stage) =>
          stage.pass(time),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Deed>((stage) => stage.restart()) },
);

test('no sequence of inputs throws, floods, or leaves the engine in disorder', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 30, maxLength: 200, size: 'max' }), (deeds) => {
      const stage = new Careful().online();
      for (const act of deeds) {
        act(stage);
        expect(brokenRules(stage.core)).toEqual([]);
      }
    }),
    { numRuns: 600, seed: 20_260_101 },
  );
});

test('the rules notice disorder', () => {
  const stage = new Stage().online();
  stage.do({ type: 'add', id: idOf(1) });
  stage.fail(idOf(1));
  expect(brokenRules(stage.core)).toEqual([]);
  const peer = stage.core.peers.get(idOf(1));
  if (peer !== undefined) stage.core.timers.clearAll(peer);
  expect(brokenRules(stage.core)).toEqual(['a listed contact that is offline has a dial planned']);
});

class Careful extends Stage {
  override put(...[input]: Parameters<Stage['put']>): ReturnType<Stage['put']> {
    const outputs = super.put(input);
    expect(outputs.length).toBeLessThan(MOST_OUTPUTS);
    return outputs;
  }
}

function withoutLf(byte: number): number {
  return byte === 0x0a ? 0 : byte;
}

function dialEnds(stage: Stage, choice: number, type: 'connected' | 'dial_failed'): void {
  const dials = [...stage.core.dials.keys()];
  const which = dials[choice % Math.max(1, dials.length)];
  if (which === undefined) return;
  stage.put(type === 'connected' ? { type, link: which } : { type, link: which, reason: 'timeout' });
}
