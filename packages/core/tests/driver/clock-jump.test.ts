import { expect, onTestFinished, test, vi } from 'vitest';
import type { Client } from '../../src/node/index.ts';
import { until } from './loopback.ts';
import { ALICE, BOB, clientOf, loopback } from './setting.ts';

const DAY = 24 * 3_600_000;
const TEXTS = 20;

test.each([
  ['forward', DAY],
  ['back', -DAY],
])(
  'a clock that jumps a day %s loses no text, brings none twice and keeps their order',
  { timeout: 60_000 },
  async (_way, jump) => {
    const network = loopback();
    const [alice, bob] = [await clientOf(network, ALICE), await clientOf(network, BOB)];
    await bob.command({ type: 'settings', settings: { strangers: 'accept', looksLike: 'torchat' } });
    const arrived = textsOf(bob);
    const back = textsOf(alice);
    await alice.command({ type: 'add', id: BOB });
    await until(alice, () => alice.contact(BOB)?.presence === 'available');

    for (let number = 0; number < TEXTS; number++) {
      // In the middle, with texts under way, the machine's clock is set.
      if (number === TEXTS / 2) setClock(jump);
      void alice.command({ type: 'send', id: BOB, text: `text ${number}` });
    }
    await until(bob, () => arrived.length >= TEXTS);
    await bob.command({ type: 'send', id: ALICE, text: 'and back' });
    await until(alice, () => back.length > 0 && alice.contact(BOB)?.waiting === 0);
    setClock(0);
    await alice.command({ type: 'send', id: BOB, text: 'after all' });
    await until(bob, () => arrived.length > TEXTS);
    expect(arrived).toEqual([...Array.from({ length: TEXTS }, (_text, at) => `text ${at}`), 'after all']);
    expect(back).toEqual(['and back']);
  },
);

/** The machine's clock, so far off the right time. */
function setClock(off: number): void {
  vi.restoreAllMocks();
  const right = Date.now;
  if (off !== 0) vi.spyOn(Date, 'now').mockImplementation(() => right() + off);
  onTestFinished(() => void vi.restoreAllMocks());
}

function textsOf(client: Client): string[] {
  const texts: string[] = [];
  client.subscribe((event) => {
    if (event.type === 'message' && event.message.direction === 'in') texts.push(event.message.text);
  });
  return texts;
}
