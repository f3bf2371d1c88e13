// The first start as a person goes through it, in a real pseudo-terminal.
import { expect, test } from 'vitest';
import { openScreen } from '../support/screen.ts';

test('init shows the words on a screen of their own, asks for three, and leaves none in sight', async () => {
  await using screen = await openScreen({ columns: 100, rows: 30, args: ['--account', 'fresh', 'init'] });
  await screen.until('Your name');
  screen.write('alice\r');
  await screen.until('Passphrase');
  screen.write('\r');
  await screen.until('Have you written them down?');
  expect(screen.pane.modes.has('1049')).toBe(true);
  const words = new Map(
    [...screen.pane.text().matchAll(/(\d+) {2}([a-z]+)/gu)].map(([, at, word]) => [at, word]),
  );
  expect(words.size).toBe(24);
  screen.write('y');
  let last = 0;
  for (let asked = 0; asked < 3; asked++) {
    const number = (): string | undefined =>
      [...screen.pane.text().matchAll(/Word number (\d+)/gu)].at(-1)?.[1];
    await screen.until(() => Number(number() ?? 0) > last);
    last = Number(number());
    screen.write(`${words.get(String(last))}\r`);
  }
  expect(await screen.exited).toBe(0);
  expect(screen.pane.modes.has('1049')).toBe(false);
  expect(screen.pane.text()).toMatch(/Your TorChat ID: [a-z2-7]{56}/u);
  const shown = [...words.values()].filter((word) => screen.pane.text().includes(` ${word} `));
  expect(shown.length).toBeLessThan(4);
});

test('torchat alone asks new or restore where there is no account, and Ctrl-C changes nothing', async () => {
  await using screen = await openScreen({ args: ['--account', 'fresh'] });
  await screen.until('Make a new account');
  expect(screen.pane.text()).toContain('Restore one from its 24 words');
  screen.write('\u0003');
  expect(await screen.exited).toBe(130);
  expect(screen.pane.text()).toContain('Nothing was changed.');
});

test('init takes no wrong word for an answer: it shows them again, and there is no account yet', async () => {
  await using screen = await openScreen({ columns: 100, rows: 30, args: ['--account', 'fresh', 'init'] });
  await screen.until('Your name');
  screen.write('\r');
  await screen.until('Passphrase');
  screen.write('\r');
  await screen.until('Have you written them down?');
  screen.write('y');
  await screen.until('Word number');
  screen.write('wrong\r');
  await screen.until('That does not fit');
  await screen.until('Have you written them down?');
  screen.write('\u0003');
  expect(await screen.exited).toBe(130);
  expect(screen.pane.text()).not.toContain('Your TorChat ID');
});
