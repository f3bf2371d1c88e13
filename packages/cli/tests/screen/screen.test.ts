// The chat screen as a person sees it: in a real pseudo-terminal, against a gateway made of arrays.
import { expect, test } from 'vitest';
import { people } from '../support/people.ts';
import { openScreen } from '../support/screen.ts';
import { account, BOB, CAROL, contact, message, OWN_ID } from '../support/world.ts';

test('shows contacts with their marks at the left, the conversation at the right, the state of things below, in 80x24', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare(gateway) {
      people(gateway);
      gateway.messages.push(
        message(BOB, 1, 'hello alice'),
        message(BOB, 2, 'one', { direction: 'out', state: 'delivered' }),
        message(BOB, 3, 'two', { direction: 'out', state: 'sent' }),
        message(BOB, 4, 'three', { direction: 'out', state: 'waiting' }),
      );
    },
  });
  await screen.until('you: three');
  expect(screen.pane.text()).toBe(
    [
      ' ? aaabbbbb…         │ bob (2gzyxa5i…) · available · TorChat 0.9.9.553',
      ' ● bob               │',
      ' ◐ carol             │',
      ...Array.from({ length: 13 }, () => '                     │'),
      '                     │                   ── Fri, 1 May 2026 ──',
      '                     │ 12:01    bob: hello alice',
      '                     │ 12:02 ✓✓ you: one',
      '                     │ 12:03 ✓  you: two',
      '                     │ 12:04 …  you: three',
      '─'.repeat(80),
      '>',
      ' alice lgaznqd3… · available · reachable 340 ms',
    ].join('\n'),
  );
  expect(screen.pane.colored).toBe(true);
  expect(screen.pane.unknown).toEqual([]);
});

test('welcomes who has nobody yet with the ID to give to others', async () => {
  await using screen = await openScreen({});
  await screen.until(OWN_ID);
  await screen.until('/add ID adds somebody');
  screen.write('hello?\r');
  await screen.until('Nobody to say it to');
});

test('says how far tor is, and then that we are reachable', async () => {
  const starting = { phase: 'starting', progress: 45, summary: 'Loading relay descriptors' } as const;
  await using screen = await openScreen({
    prepare(gateway) {
      gateway.account = account({ network: starting, reachability: { state: 'unknown', delay: null } });
    },
  });
  await screen.until('45 % Loading relay descriptors');
  screen.gateway.emit({ type: 'account', account: account() });
  await screen.until('reachable 340 ms');
});

test('counts unread texts of the others, and marks those of the open contact read', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  screen.gateway.receive(message(CAROL, 1, 'psst', { state: 'unread' }));
  screen.gateway.receive(message(CAROL, 2, 'psst!', { state: 'unread' }));
  await screen.until(/◐ carol +2│/u);
  screen.gateway.receive(message(BOB, 3, 'hi', { state: 'unread' }));
  await screen.until('bob: hi');
  await screen.gateway.whenAsked(`POST /v1/contacts/${BOB}/read {"upTo":3}`);
  expect(screen.gateway.asked.some((asked) => asked.includes(`${CAROL}/read`))).toBe(false);
  screen.write('\t');
  await screen.until('carol: psst!');
  await screen.gateway.whenAsked(`POST /v1/contacts/${CAROL}/read {"upTo":2}`);
  await screen.until(/◐ carol +│/u);
});

test('looks back by PgUp, loads older texts, and stays there when new ones come', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    prepare(gateway) {
      people(gateway);
      for (let key = 1; key <= 150; key++) gateway.messages.push(message(BOB, key, `text ${key}.`));
    },
  });
  await screen.until('text 150.');
  screen.write('\u001B[5~');
  await screen.until('text 120.');
  expect(screen.pane.text()).not.toContain('text 150.');
  await screen.press('\u001B[5~', /text 1\.$/mu);
  // Keys are taken in order: when this one shows, no PgUp is under way any more.
  screen.write('x');
  await screen.until(/^> ?x/mu);
  const before = screen.pane.lines()[5];
  screen.gateway.receive(message(BOB, 151, 'news', { state: 'unread' }));
  await screen.until((pane) => /bob +1│/u.test(pane.text()));
  expect(screen.pane.lines()[5]).toBe(before);
  await screen.press('\u001B[6~', 'news');
});

test('fits a small window and a large one, and follows a resize', async () => {
  await using screen = await openScreen({
    columns: 32,
    rows: 6,
    args: ['chat', 'bob'],
    prepare(gateway) {
      people(gateway);
      gateway.messages.push(message(BOB, 1, 'wide 日本語 and joined 👩‍👩‍👧 and é'));
    },
  });
  await screen.until('é');
  expect(screen.pane.lines().every((line) => line.length <= 32)).toBe(true);
  expect(screen.pane.lines()).toHaveLength(6);
  screen.resize(100, 30);
  await screen.until(
    (pane) => pane.text().includes('◐ carol') && pane.lines()[29]?.includes('alice') === true,
  );
  expect(screen.pane.text()).toContain('bob: wide 日本語 and joined 👩‍👩‍👧 and é');
});

test('uses no colour under NO_COLOR', async () => {
  await using screen = await openScreen({ env: { NO_COLOR: '1' }, prepare: people });
  await screen.until('◐ carol');
  expect(screen.pane.colored).toBe(false);
});

test('lets no text of a stranger reach the terminal as a command', async () => {
  const attack = '\u001B]0;owned\u0007\u001B[2J\u009B31m\u202Eevil\u0000\u0008\r\u001B[?1049lend';
  await using screen = await openScreen({
    args: ['chat', BOB],
    prepare(gateway) {
      gateway.contacts.set(
        BOB,
        contact(BOB, attack, { profile: { name: attack, text: attack }, client: attack }),
      );
      gateway.messages.push(message(BOB, 1, attack));
    },
  });
  await screen.until('end');
  expect(screen.pane.modes.has('1049')).toBe(true);
  expect(screen.pane.unknown).toEqual([]);
  // oxlint-disable-next-line no-control-regex
  expect(screen.raw()).not.toMatch(/[\u0007\u0000\u0008\u009B\u202E]|\u001B\]|\u001B\[2J/u);
});

test('says that the gateway has gone, and comes back with it', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  const gateway = await screen.restartGateway();
  gateway.messages.push(message(BOB, 9, 'said meanwhile'));
  await screen.until('said meanwhile');
  expect(screen.pane.text()).toContain('reachable 340 ms');
});

test('survives a flood without losing the last text', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: people });
  await screen.until('bob (2gz');
  for (let key = 1; key <= 5000; key++)
    screen.gateway.emit({ type: 'message', message: message(BOB, key, `n${key}.`) });
  await screen.until('n5000.');
});
