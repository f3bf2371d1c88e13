import { expect, test } from 'vitest';
import { bothOnline } from './cases/pair.ts';
import { findLegacy, LEGACY } from '@torchat/simulator/legacy';
import { loopback } from './support/loopback.ts';

// That it is skipped is told by the lives of loopback.test.ts.
test.skipIf(!findLegacy(LEGACY).ok)(
  `two TorChat ${LEGACY.version}, each behind a bridge: both online, texts both ways`,
  async () => {
    await using world = await loopback();
    const [ann, bob] = await Promise.all([world.bridged(LEGACY, 'ann'), world.bridged(LEGACY, 'bob')]);
    ann.say('add', bob.id);
    await bothOnline({ ours: ann, theirs: bob });
    const text = `ping ${bob.id.slice(0, 16)} \\ \\n\nüñí 🧅`;
    ann.text(bob, text);
    bob.text(ann, text);
    expect([await bob.take(ann, 1), await ann.take(bob, 1)]).toEqual([[text], [text]]);
  },
);
