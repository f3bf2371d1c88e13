import { describe, expect, test } from 'vitest';
import { bytes, commandOf, latin1 } from './latin1.ts';
import { Pair } from './pair.ts';

// He stands in for each onion towards the other (tor bug 41297): ids, cookies and pongs pass through him and all match.

const SECRETS = ['the plan', 'Ann Example', 'on a boat', 'photo.jpg'];

describe('whoever relays every line between two honest clients', () => {
  test('reads who and when, and none of what they say, write or send', () => {
    const pair = new Pair();
    pair.a.do({ type: 'profile', profile: { name: 'Ann Example', text: 'on a boat' } });
    pair.meet();
    // What was said in the open at the very first meeting is said again under the seal; from here on he has only that.
    pair.seen.length = 0;
    pair.cutAll();
    pair.pass(60_000);
    pair.a.say('the plan');
    pair.b.say('the plan, too');
    pair.a.do({
      type: 'send_file',
      id: pair.b.id,
      source: 1,
      path: '/p',
      mark: '1',
      name: 'photo.jpg',
      size: 5,
    });
    pair.settle();
    expect(pair.b.got).toEqual(['the plan']);
    expect(pair.b.of('file_offer')).toHaveLength(1);
    const all = pair.seen.map(({ text }) => text).join('\n');
    for (const secret of SECRETS) expect(all).not.toContain(secret);
    // The whole of what he sees in the clear: the introductions.
    const clear = pair.seen
      .filter(({ text }) => commandOf(text) !== 'sealed')
      .map(({ text }) => commandOf(text));
    expect(new Set(clear)).toEqual(
      new Set(['ping', 'pong', 'client', 'version', 'supports', 'seal_hello', 'seal_proof']),
    );
  });

  test.each(['seal_hello', 'seal_proof', 'sealed', 'client', 'version', 'supports'])(
    'changes no %s without ending the session, and nothing false is believed',
    (command) => {
      const pair = new Pair().meet();
      let changed = 0;
      pair.between = (passing) => {
        if (passing.from !== pair.a || commandOf(passing.text) !== command) return [passing.text];
        changed++;
        return [command === 'supports' ? 'supports delivery seal' : flipped(passing.text)];
      };
      if (command !== 'sealed') pair.cutAll();
      pair.a.say('the plan');
      pair.pass(40_000);
      expect(changed).toBeGreaterThan(0);
      expect(pair.b.got).toEqual([]);
      expect(pair.b.view.presence).not.toBe('available');
      expect(['', 'torchat-ts 0.1.0.0']).toContain(pair.b.view.client);
      // He lets go: everything waited for that.
      pair.between = ({ text }) => [text];
      pair.pass(600_000);
      expect(pair.b.got).toEqual(['the plan']);
    },
  );

  test.each(['before they ever met', 'who are pinned'])(
    'gets nowhere with a key of his own, between two %s',
    (when) => {
      const pair = new Pair({}, { impostor: true });
      if (when === 'who are pinned') {
        pair.a.put({ type: 'command', ref: 1, command: { type: 'add', id: pair.b.id } });
        const peer = pair.a.core.peers.get(pair.b.id);
        if (peer?.contact != null) peer.contact = { ...peer.contact, pinned: true };
      }
      pair.meet();
      pair.a.say('the plan');
      pair.pass(300_000);
      expect(pair.a.violations).toContain(
        'its seal is not that of its ID: it is faulty, or somebody stands between',
      );
      expect(pair.a.of('presence').map(({ presence }) => presence)).not.toContain('available');
      expect(pair.b.got).toEqual([]);
      expect(pair.b.of('file_offer')).toEqual([]);
      // Under keys that are only his own he was told nothing he could open.
      expect(pair.b.view).toMatchObject({ profile: { name: '', text: '' }, seal: 'none' });
    },
  );

  test('ends the session when he swaps the connections of a pair', () => {
    const pair = new Pair().meet();
    pair.between = (passing) => {
      if (commandOf(passing.text) !== 'sealed') return [passing.text];
      // It is said on the other connection in its place.
      pair.deliver(passing.to, passing.dialler === pair.a ? pair.b : pair.a, passing.text);
      return [];
    };
    pair.a.say('the plan');
    expect(pair.b.violations).toContain('its seal is broken: somebody changed, repeated or dropped a line');
    expect(pair.b.got).toEqual([]);
    expect(pair.b.view.presence).not.toBe('available');
  });
});

/** The last bit of the line. */
function flipped(text: string): string {
  const line = bytes(text);
  const last = line.length - 1;
  // A letter that neither begins nor ends an escape.
  line[last] = (line[last] as number) ^ 1;
  if (line[last] === 0x0a || line[last] === 0x5c) line[last] = (line[last] as number) ^ 3;
  return latin1(line);
}
