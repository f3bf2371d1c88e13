import { beforeEach, describe, expect, test } from 'vitest';
import { bytes, commandOf, latin1 } from './latin1.ts';
import { Pair, type Passing } from './pair.ts';

const BROKEN = 'its seal is broken: somebody changed, repeated or dropped a line';
const UNSEALED = 'it speaks unsealed under the seal';

let pair: Pair;
beforeEach(() => {
  pair = new Pair().meet();
  pair.seen.length = 0;
});

/** What b says to a on its own connection, of this command, so far. */
function lines(of: string): string[] {
  return pair.seen
    .filter(({ from, dialler, text }) => from === pair.b && dialler === pair.b && commandOf(text) === of)
    .map(({ text }) => text);
}

function lost(): void {
  expect(pair.a.view.presence).not.toBe('available');
}

describe('under the seal', () => {
  test('a line that comes twice ends the session, and its text is shown once', () => {
    pair.between = (passing) => (passing.from === pair.b ? [passing.text, passing.text] : [passing.text]);
    pair.b.say('once');
    expect(pair.a.got).toEqual(['once']);
    expect(pair.a.violations).toEqual([BROKEN]);
    lost();
  });

  test('a line that is left out ends the session with the next one', () => {
    let left = 1;
    pair.between = (passing) => (passing.from === pair.b && left-- > 0 ? [] : [passing.text]);
    pair.b.say('one');
    pair.b.say('two');
    expect(pair.a.got).toEqual([]);
    expect(pair.a.violations).toEqual([BROKEN]);
    pair.between = ({ text }) => [text];
    pair.pass(60_000);
    expect(pair.a.got).toEqual(['one', 'two']);
  });

  test('lines in another order end the session', () => {
    let kept: Passing | null = null;
    pair.between = (passing) => {
      if (passing.from !== pair.b) return [passing.text];
      if (kept !== null) return [passing.text, kept.text];
      kept = passing;
      return [];
    };
    pair.b.say('one');
    pair.b.say('two');
    expect(pair.a.got).toEqual([]);
    expect(pair.a.violations).toEqual([BROKEN]);
  });

  test.each([
    ['one bit less', (text: string) => text.slice(0, -1)],
    ['one byte more', (text: string) => `${text}x`],
    ['nothing in it', () => 'sealed '],
    ['no blank', () => 'sealed'],
    ['fewer bytes than a tag', () => 'sealed 0123456789'],
  ])('a line with %s ends the session', (_, change) => {
    pair.between = (passing) => (passing.from === pair.b ? [change(passing.text)] : [passing.text]);
    pair.b.say('cut');
    expect(pair.a.got).toEqual([]);
    expect(pair.a.violations).toEqual([BROKEN]);
    lost();
  });

  test('every single bit counts', { timeout: 30_000 }, () => {
    pair.b.say('hello');
    const [line = ''] = lines('sealed');
    const length = line.length;
    // A line of its own each, as the one before ended the session.
    for (const bit of [0, 1, 7, 60, 8 * (length - 7) - 1]) {
      const fresh = new Pair().meet();
      let done = false;
      fresh.between = (passing) => {
        if (passing.from !== fresh.b || done) return [passing.text];
        done = true;
        const codes = [...bytes(passing.text)];
        const at = 7 + Math.floor(bit / 8);
        codes[at] = ((codes[at] ?? 0) ^ (1 << (bit % 8))) & 255;
        return [String.fromCharCode(...codes)];
      };
      fresh.b.say('hello');
      expect(fresh.a.got).toEqual([]);
      expect(fresh.a.violations).toHaveLength(1);
    }
  });

  test('lines of an older session open nothing in the next one', () => {
    pair.b.say('once');
    const older = lines('sealed');
    pair.cutAll();
    pair.pass(60_000);
    expect(pair.a.view.seal).toBe('sealed');
    for (const line of older) pair.deliver(pair.a, pair.b, line);
    expect(pair.a.got).toEqual(['once']);
    expect(pair.a.violations).toEqual([BROKEN]);
  });

  test('our own lines, said back to us, end the session', () => {
    pair.a.say('mirror');
    const own =
      pair.seen.find(({ from, text }) => from === pair.a && commandOf(text) === 'sealed')?.text ?? '';
    pair.deliver(pair.a, pair.b, own);
    expect(pair.a.got).toEqual([]);
    expect(pair.a.violations).toEqual([BROKEN]);
  });

  test.each([
    'status away',
    'message hello',
    'seal_hello 0123456789abcdef0123456789abcdef',
    'ping x 1',
    '',
    'nonsense',
  ])('an unsealed %j ends the session', (line) => {
    pair.deliver(pair.a, pair.b, line);
    expect(pair.a.violations).toEqual([UNSEALED]);
    lost();
  });

  test('so does an unsealed line of a file on the connection that we made', () => {
    pair.deliver(pair.a, pair.a, 'filename 1 10 8192 a.txt');
    expect(pair.a.violations).toEqual([UNSEALED]);
    expect(pair.a.of('file_offer')).toEqual([]);
    lost();
  });
});

describe('before the proof', () => {
  beforeEach(() => {
    pair = new Pair();
  });

  test('our own hello and proof, said back to us, prove nothing', () => {
    const own = new Map<string, string>();
    pair.between = (passing) => {
      const command = commandOf(passing.text);
      if (!command.startsWith('seal_')) return [passing.text];
      // Each hears what it said itself.
      own.set(`${passing.from.name} ${command}`, passing.text);
      const mirrored = own.get(`${passing.to.name} ${command}`);
      if (mirrored !== undefined) pair.deliver(passing.to, passing.from, mirrored);
      pair.deliver(passing.from, passing.to, passing.text);
      return [];
    };
    pair.meet();
    for (const person of [pair.a, pair.b]) {
      expect(person.of('presence').map(({ presence }) => presence)).not.toContain('available');
      expect(person.violations.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['zero', '\0'.repeat(32)],
    ['one', `\x01${'\0'.repeat(31)}`],
    [
      'a point of order eight',
      latin1(
        Uint8Array.from(
          Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex'),
        ),
      ),
    ],
    ['p - 1', latin1(Uint8Array.from(Buffer.from(`ec${'ff'.repeat(30)}7f`, 'hex')))],
    ['p', latin1(Uint8Array.from(Buffer.from(`ed${'ff'.repeat(30)}7f`, 'hex')))],
  ])('a key of low order (%s) is refused', (_, point) => {
    pair.between = ({ from, text }) =>
      from === pair.b && commandOf(text) === 'seal_hello' ? [`seal_hello ${point}`] : [text];
    pair.meet();
    expect(pair.a.violations).toContain('its key for the seal is none');
    expect(pair.a.of('presence').map(({ presence }) => presence)).not.toContain('available');
  });

  test('a second hello with another key ends the session, and the same one again costs nothing', () => {
    let agreements = 0;
    const counting = new Pair({ count: () => agreements++ });
    counting.between = (passing) => {
      const isHello = passing.from === counting.b && commandOf(passing.text) === 'seal_hello';
      return isHello ? Array.from({ length: 1000 }, () => passing.text) : [passing.text];
    };
    counting.meet();
    // Its own key, and four agreements.
    expect(agreements).toBe(5);
    expect(counting.a.view.seal).toBe('sealed');
    pair.between = (passing) =>
      commandOf(passing.text) === 'seal_hello'
        ? [passing.text, 'seal_hello 0123456789abcdef0123456789abcdef']
        : [passing.text];
    pair.meet();
    expect(pair.a.violations).toContain('it begins the seal twice');
  });

  test.each([
    [
      'a hello before the seal was offered',
      'seal_hello 0123456789abcdef0123456789abcdef',
      'it begins a seal that it did not offer',
    ],
    [
      'a proof before the hello',
      'seal_proof 0123456789abcdef0123456789abcdef',
      'it proves a seal that was not begun',
    ],
    ['a sealed line before the proof', 'sealed 0123456789abcdef', 'it seals before the seal is made'],
  ])('%s ends the session', (_, line, what) => {
    pair.between = (passing) =>
      passing.from === pair.b && commandOf(passing.text) === 'client' ? [line, passing.text] : [passing.text];
    pair.meet();
    expect(pair.a.violations).toContain(what);
  });

  test('a text between offer and proof is not taken', () => {
    pair.between = (passing) =>
      passing.from === pair.b && commandOf(passing.text) === 'supports'
        ? [passing.text, 'message hello', 'profile_name Mallory']
        : [passing.text];
    pair.meet();
    expect(pair.a.got).toEqual([]);
    expect(pair.a.view).toMatchObject({ seal: 'sealed', profile: { name: '' } });
  });
});
