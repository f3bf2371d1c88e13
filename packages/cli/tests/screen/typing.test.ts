// What is typed on the chat screen: texts, pastes, drafts, commands.
import { expect, test } from 'vitest';
import { people } from '../support/people.ts';
import { openScreen } from '../support/screen.ts';
import { BOB } from '../support/world.ts';

test('sends what is typed, and shows when it waits, is sent and is delivered', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.write('hello bob\r');
  await screen.until('…  you: hello bob');
  expect(screen.gateway.asked).toContain(`POST /v1/contacts/${BOB}/messages {"text":"hello bob"}`);
  screen.gateway.emit({ type: 'message_state', id: BOB, key: 1, state: 'sent' });
  await screen.until('✓  you: hello bob');
  screen.gateway.emit({ type: 'message_state', id: BOB, key: 1, state: 'delivered' });
  await screen.until('✓✓ you: hello bob');
});

test('keeps a paste as one text, and makes new lines by Alt-Enter and Ctrl-J', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.write('\u001B[200~first\nsecond\r\nthird\u001B[201~');
  await screen.until((pane) => /> first\n {2}second\n {2}third\n/u.test(pane.text()));
  // One key at a time: what comes together may be taken together.
  const newLineAfter = (text: string) =>
    screen.until((pane) => {
      const { y } = pane.cursor;
      return pane.lines()[y] === '' && pane.lines()[y - 1] === text;
    });
  screen.write('\u001B\r');
  await newLineAfter('  third');
  screen.write('fourth');
  await screen.until('  fourth');
  screen.write('\n');
  await newLineAfter('  fourth');
  screen.write('fifth');
  await screen.until('  fifth');
  screen.write('\r');
  const asked = await screen.gateway.whenAsked('POST /v1');
  expect(asked).toContain(JSON.stringify({ text: 'first\nsecond\nthird\nfourth\nfifth' }));
});

test('keeps a draft with its contact', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.write('unfinished');
  await screen.until('> unfinished');
  screen.write('\t');
  await screen.until((pane) => pane.text().includes('carol (') && !pane.text().includes('unfinished'));
  screen.write('\u001B[Z');
  await screen.until('> unfinished');
});

test('answers slash commands, and wrong ones in plain words', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.write('/rename Bobby\r');
  await screen.until('This contact is now Bobby.');
  screen.write('/frobnicate\r');
  await screen.until('There is no command /frobnicate');
  screen.write('/add xyz\r');
  await screen.until('This is not a TorChat ID');
});

test('says that a paste is too long instead of cutting it', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.write(`\u001B[200~${'x'.repeat(100_001)}\u001B[201~`);
  await screen.until('This is longer than the input holds');
  expect(screen.pane.lines()[22]).toBe('>');
});
