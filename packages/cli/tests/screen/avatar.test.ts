// Pictures on the chat screen: below the list where there is room, larger when asked for.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FACE_NAME, FACE_PNG } from '../support/face.ts';
import type { FakeGateway } from '../support/fake-gateway.ts';
import type { Pane } from '../support/pane.ts';
import { openScreen } from '../support/screen.ts';
import { BOB, CAROL, contact } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'torchat-avatar-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of 20 cells the clear quarter shows nothing. */
const SMALL = /^▀{15}(?: {6}│|$)/u;
const LARGE = '▀'.repeat(24);

function withBob(gateway: FakeGateway): void {
  gateway.contacts.set(BOB, contact(BOB, 'bob', { avatar: FACE_NAME }));
  gateway.contacts.set(CAROL, contact(CAROL, 'carol'));
  gateway.pictures.set(BOB, FACE_PNG);
}

function smallRows(pane: Pane): number {
  return pane.lines().filter((line) => SMALL.test(line)).length;
}

test('the picture of the open contact is below the list, and goes when it is taken away', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: withBob });
  await screen.until((pane) => smallRows(pane) === 10);
  expect(screen.pane.lines()[20]).toMatch(SMALL);
  screen.write('\t');
  await screen.until('carol (aaa');
  await screen.until((pane) => smallRows(pane) === 0);
  screen.write('\t');
  await screen.until('bob (2gz');
  await screen.until((pane) => smallRows(pane) === 10);
  expect(screen.gateway.asked.filter((asked) => asked.endsWith('/avatar'))).toHaveLength(1);
  screen.gateway.emit({ type: 'contact', contact: contact(BOB, 'bob') });
  await screen.until((pane) => smallRows(pane) === 0);
  expect(screen.pane.unknown).toEqual([]);
});

test('the picture gives way to contacts, and is not drawn without colours', async () => {
  await using screen = await openScreen({
    args: ['chat', 'bob'],
    rows: 18,
    prepare(gateway) {
      withBob(gateway);
      for (let number = 2; number < 8; number++)
        gateway.contacts.set(`${number}`.repeat(16), contact(`${number}`.repeat(16), `dave${number}`));
    },
  });
  await screen.until((pane) => pane.lines().some((line) => /^▀{9}/u.test(line)));
  expect(smallRows(screen.pane)).toBe(0);
  screen.resize(80, 14);
  await screen.until((pane) => pane.text().includes('dave7') && !pane.text().includes('▀'));
  await using plain = await openScreen({ args: ['chat', 'bob'], env: { NO_COLOR: '1' }, prepare: withBob });
  await plain.until('bob (2gz');
  plain.write('/avatar\r');
  await plain.until(/[.:=+]{24}/u);
  expect(plain.pane.text()).not.toContain('▀');
  expect(plain.pane.colored).toBe(false);
});

test('/avatar shows it larger, as often as one likes, saves it, and sets and clears ours', async () => {
  await using screen = await openScreen({ args: ['chat', 'bob'], prepare: withBob });
  await screen.until('bob (2gz');
  for (const times of [1, 2]) {
    screen.write('/avatar\r');
    await screen.until((pane) => pane.lines().filter((line) => line.includes(LARGE)).length >= times * 10);
  }
  const path = join(folder, 'bob picture.png');
  screen.write(`/avatar save ${path}\r`);
  await screen.until('The picture of bob is now');
  expect(existsSync(path)).toBe(true);
  screen.write(`/avatar save ${path}\r`);
  await screen.until('There is already a file of this name');
  screen.write(`/avatar set ${path}\r`);
  await screen.until('Contacts see your new picture');
  expect(Buffer.from(FACE_PNG).equals(screen.gateway.pictures.get('own') ?? Buffer.of())).toBe(true);
  writeFileSync(join(folder, 'bad.png'), 'x');
  screen.write(`/avatar set ${join(folder, 'bad.png')}\r`);
  await screen.until('This is no PNG file');
  screen.write('/avatar clear\r');
  await screen.gateway.whenAsked('DELETE /v1/avatar');
  screen.write('/avatar dance\r');
  await screen.until('This command reads: /avatar');
});
