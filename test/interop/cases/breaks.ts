// Programs that end and come back, connections that break, and the texts that wait meanwhile.
import { expect } from 'vitest';
import { bothOnline, bothWays, type Case, dropped } from './pair.ts';

export const breaks: readonly Case[] = [
  ...bothWays('both connections dropped: back online', dropped),
  // Before any delayed text: a legacy client that is killed too soon after sending those sends them again.
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
    const waited = ['one', 'two\nlines'];
    // Clients of today need no such word; the one of old sends all that waited as one text.
    const marked = from.old || to.old ? waited.map((text) => `[delayed] ${text}`) : waited;
    const expected = from.old ? [marked.join('\n')] : marked;
    expect(await to.take(from, expected.length)).toEqual(expected);
    // What is not confirmed when the next one dies comes again.
    if (from === pair.ours) await from.until('hear of the delivery', () => from.allDelivered(to));
  }),
];
