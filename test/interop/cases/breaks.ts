// Programs that end and come back, connections that break, and the texts that wait meanwhile.
import { expect, vi } from 'vitest';
import type { Party } from '../support/party.ts';
import { bothOnline, bothWays, type Case, dropped, type Pair, settled } from './pair.ts';

export const breaks: readonly Case[] = [
  ...bothWays('both connections dropped: back online', dropped),
  {
    name: 'both killed and started again at once: back online',
    run: async (pair) => {
      const { ours, theirs } = pair;
      await Promise.all([ours.kill(), theirs.kill()]);
      await Promise.all([ours.start(), theirs.start()]);
      await bothOnline(pair);
    },
  },
  ...bothWays('killed and started again: back online, with the delayed texts', async (from, to, pair) => {
    await to.kill();
    await from.sees(to, 'offline');
    from.text(to, 'one');
    from.text(to, 'two\nlines');
    await to.start();
    await bothOnline(pair);
    await delayed(from, to, pair);
  }),
  ...bothWays('killed with open texts: they arrive when both are back', async (from, to, pair) => {
    await to.kill();
    await from.sees(to, 'offline');
    await from.says('one', to);
    await from.says('two\nlines', to);
    await from.kill();
    await Promise.all([from.start(), to.start()]);
    await bothOnline(pair);
    await delayed(from, to, pair);
  }),
  ...bothWays('its tor restarted: back online, texts both ways', async (from, to, pair) => {
    const lost = Promise.all([from.sees(to, 'offline'), to.sees(from, 'offline')]);
    await from.restartTor();
    await lost;
    await bothOnline(pair);
    from.text(to, 'my tor is back');
    to.text(from, 'so it is');
    expect(await to.take(from, 1)).toEqual(['my tor is back']);
    expect(await from.take(to, 1)).toEqual(['so it is']);
    await Promise.all([settled(from, to), settled(to, from)]);
  }),
];

async function delayed(from: Party, to: Party, { theirs }: Pair): Promise<void> {
  const waited = ['one', 'two\nlines'];
  // Clients of today need no such word; the one of old sends all that waited as one text.
  const marked = from.old || to.old ? waited.map((text) => `[delayed] ${text}`) : waited;
  const expected = from.old ? [marked.join('\n')] : marked;
  expect(await to.take(from, expected.length)).toEqual(expected);
  await settled(from, to);
  // The one of old overwrites what it has sent in a thread of its own: killed before that is done, it sends it again.
  await vi.waitFor(
    async () => expect((await theirs.files()).filter((path) => path.endsWith('_offline.txt'))).toEqual([]),
    { timeout: 10_000 },
  );
}
