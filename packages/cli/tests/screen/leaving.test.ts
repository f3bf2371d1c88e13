// However the chat screen ends, it leaves the terminal as it was.
import { expect, test } from 'vitest';
import { people } from '../support/people.ts';
import { openScreen } from '../support/screen.ts';

test.each([
  ['Ctrl-C', (write: (keys: string) => void) => write('\u0003'), 0],
  ['/quit', (write: (keys: string) => void) => write('/quit\r'), 0],
  ['Ctrl-D', (write: (keys: string) => void) => write('\u0004'), 0],
])('%s leaves the terminal as it was', async (_name, leave, code) => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  leave((keys) => screen.write(keys));
  expect(await screen.exited).toBe(code);
  expect(screen.pane.modes.has('1049')).toBe(false);
  expect(screen.pane.modes.has('2004')).toBe(false);
  expect(screen.pane.modes.has('25')).toBe(true);
  expect(screen.pane.text().trim()).toBe('');
});

test.each(['SIGTERM', 'SIGHUP'])('%s leaves the terminal as it was', async (signal) => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.kill(signal);
  expect(await screen.exited).toBe(0);
  expect(screen.pane.modes.has('1049')).toBe(false);
});

test('a crash leaves the terminal as it was, and says what happened there', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.gateway.emit({ type: 'contact', contact: null } as never);
  expect(await screen.exited).toBe(1);
  expect(screen.pane.modes.has('1049')).toBe(false);
  expect(screen.pane.modes.has('25')).toBe(true);
  expect(screen.pane.text()).toMatch(/^torchat: Something went wrong inside: Cannot read/u);
});
