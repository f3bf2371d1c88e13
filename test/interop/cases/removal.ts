// Who removes the other is gone from its list, and can be met again.
import { expect } from 'vitest';
import type { Party } from '../support/party.ts';
import { bothOnline, bothWays, type Case, dropped, type Pair, settled } from './pair.ts';

export const removal: readonly Case[] = [
  ...bothWays(
    'remove_me: gone from both lists, and the one who removed adds again',
    async (from, to, pair) => {
      await parted(from, to);
      from.say('add', to.id);
      await together(pair);
    },
  ),
  ...bothWays(
    'remove_me: gone from both lists, and the one who was removed adds again',
    async (from, to, pair) => {
      await parted(from, to);
      to.say('add', from.id);
      await together(pair);
    },
  ),
  ...bothWays('remove_me: gone from both lists, and both add each other at once', async (from, to, pair) => {
    await parted(from, to);
    from.say('add', to.id);
    to.say('add', from.id);
    await together(pair);
  }),
];

async function parted(from: Party, to: Party): Promise<void> {
  const gone = Promise.all([
    from.until(`drop ${to.name}`, () => !from.lists(to)),
    to.until(`be dropped by ${from.name}`, () => !to.lists(from)),
    to.sees(from, 'offline'),
  ]);
  from.say('del', to.id);
  await gone;
}

async function together(pair: Pair): Promise<void> {
  const { ours, theirs } = pair;
  await bothOnline(pair);
  await Promise.all([
    ours.until(`list ${theirs.name}`, () => ours.lists(theirs)),
    theirs.until(`list ${ours.name}`, () => theirs.lists(ours)),
  ]);
  // A legacy client that is pinged twice before it lists us, or is added while it adds, opens two connections, and may say nothing of
  // a removal on either. It has one after the next break.
  await dropped(ours, theirs, pair);
  // It says that it removes us up to 0.2 s later, and not at all if anything of ours comes in between: that closes both connections.
  // Once these texts are through, nothing of our greeting is on its way any more.
  ours.text(theirs, 'we meet again');
  theirs.text(ours, 'so we do');
  expect([await theirs.take(ours, 1), await ours.take(theirs, 1)]).toEqual([['we meet again'], ['so we do']]);
  await settled(ours, theirs);
}
