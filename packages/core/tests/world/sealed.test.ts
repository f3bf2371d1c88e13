import { describe, expect, test } from 'vitest';
import type { Output } from '../../src/engine/io/output.ts';
import { decodeLine, encodeLine } from '../../src/messages/index.ts';
import { liveAnHour, type Plant } from '../../src/testing/index.ts';
import { BUGS } from './bugs.ts';

const SEEDS = 15;

test('where all seal, all that is promised holds, and everybody ends up sealed', { timeout: 120_000 }, () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const account = liveAnHour({ seed, sealed: true });
    expect(account.texts).toBe(500);
    for (const what of account.broken) broken.push(`seed ${seed}: ${what}`);
  }
  expect(broken).toEqual([]);
});

/** Those of the planted bugs that need not read what is sent. */
const STILL = [
  'a text is sent but never written',
  'the number of a received text is forgotten with the process',
  'what was read is confirmed, what was confirmed is not stored',
  'a lost connection is not noticed',
  'nobody is dialled twice',
  'the network that comes back is not noticed',
];

/** Calls `change` with each output that is a line of this command. */
function each(command: string, change: (count: number) => number): () => Plant {
  return () => (engine) => {
    let count = 0;
    return {
      ...engine,
      handle: (input, now) =>
        engine.handle(input, now).flatMap((output): Output[] => {
          if (output.type !== 'send') return [output];
          const decoded = decodeLine(output.bytes.subarray(0, -1));
          if (!decoded.ok || decoded.message.command !== command) return [output];
          return Array.from({ length: change(++count) }, () => output);
        }),
    };
  };
}

/** One contact in ten hears no `seal` in what the other supports. */
const stripped: () => Plant = () => {
  let heard = 0;
  return (engine) => ({
    ...engine,
    handle(input, now) {
      if (input.type !== 'line') return engine.handle(input, now);
      const decoded = decodeLine(input.line);
      if (!decoded.ok || decoded.message.command !== 'supports' || ++heard % 10 !== 0)
        return engine.handle(input, now);
      const extensions = decoded.message.extensions.filter((name) => name !== 'seal');
      const line = encodeLine({ command: 'supports', extensions }).subarray(0, -1);
      return engine.handle({ ...input, line }, now);
    },
  });
};

const SEAL_BUGS: Readonly<Record<string, () => Plant>> = {
  'a sealed line in a hundred is left out': each('sealed', (count) => (count % 100 === 0 ? 0 : 1)),
  'a sealed line in a hundred is said twice': each('sealed', (count) => (count % 100 === 0 ? 2 : 1)),
  'a proof is not sent': each('seal_proof', () => 0),
  'a hello is not sent': each('seal_hello', () => 0),
  'the seal is now and then not heard of': stripped,
};

describe('the sealed world bites, too: a planted bug is found within 50 seeds', () => {
  const bugs = [...STILL.map((name) => [name, BUGS[name]] as const), ...Object.entries(SEAL_BUGS)];
  test.each(bugs)('%s', { timeout: 120_000 }, (_, plant) => {
    if (plant === undefined) throw new Error('no such bug');
    let found: number | null = null;
    for (let seed = 1; seed <= 50 && found === null; seed++)
      if (liveAnHour({ seed, sealed: true, plant: plant() }).broken.length > 0) found = seed;
    expect(found).not.toBeNull();
  });
});
