// A whole folder between two clients, over sockets and disks.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from './loopback.ts';
import { pair } from './pair.ts';
import { BOB } from './setting.ts';

function tree(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const at = join(entry.parentPath, entry.name);
    found.set(at.slice(root.length), entry.isFile() ? readFileSync(at).toString('base64') : 'folder');
  }
  return found;
}

function manyIn(folder: string, files: number, bytes: number): string {
  const root = join(folder, 'holiday');
  mkdirSync(join(root, 'none'), { recursive: true });
  for (let at = 0; at < files; at++) {
    const sub = join(root, `day ${at % 3}`);
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(sub, `${at}.jpg`), randomBytes(at === 0 ? 0 : bytes));
  }
  return root;
}

test('a folder arrives as it was, in a new folder, with one offer', async () => {
  const { alice, bob, folder, downloads, ends, offers } = await pair();
  const root = manyIn(folder, 40, 20_000);
  const { items, skipped } = await alice.sendFile(BOB, root);
  expect([items, skipped]).toEqual([40, []]);
  await until(bob, () => ends.bob.length === 1);
  await until(alice, () => ends.alice.length === 1);
  expect([ends.alice[0]?.ok, ends.bob[0]?.ok]).toEqual([true, true]);
  expect(ends.bob[0]?.path).toBe(join(downloads, 'holiday'));
  expect(offers.map((file) => file.items)).toEqual([40]);
  expect(tree(join(downloads, 'holiday'))).toEqual(tree(root));
  expect(readdirSync(downloads)).toEqual(['holiday']);
});

test('twice the same folder stands side by side', async () => {
  const { alice, bob, folder, downloads, ends } = await pair();
  const root = manyIn(folder, 3, 10);
  await alice.sendFile(BOB, root);
  await alice.sendFile(BOB, root);
  await until(bob, () => ends.bob.length === 2);
  expect(readdirSync(downloads).sort()).toEqual(['holiday', 'holiday (2)']);
});

test('a folder survives connections that break in the middle of it', async () => {
  const { alice, bob, folder, downloads, ends } = await pair();
  const root = manyIn(folder, 30, 100_000);
  let drops = 0;
  bob.subscribe((event) => {
    if (event.type !== 'file_progress' || event.file.moved === 0 || drops >= 3) return;
    drops++;
    void bob.command({ type: 'drop', id: event.file.contact });
  });
  await alice.sendFile(BOB, root);
  await until(bob, () => ends.bob.length === 1);
  expect(ends.bob[0]).toMatchObject({ ok: true });
  expect(drops).toBeGreaterThan(0);
  expect(tree(join(downloads, 'holiday'))).toEqual(tree(root));
});

test.skipIf(process.platform === 'win32')('links stay at home, and are told', async () => {
  const { alice, bob, folder, downloads, ends } = await pair();
  const root = manyIn(folder, 3, 10);
  symlinkSync('/etc/passwd', join(root, 'passwd'));
  expect((await alice.sendFile(BOB, root)).skipped).toEqual(['passwd']);
  await until(bob, () => ends.bob.length === 1);
  expect(readdirSync(join(downloads, 'holiday')).sort()).toEqual(['day 0', 'day 1', 'day 2', 'none']);
});

test('a folder that is cancelled leaves nothing on either side', async () => {
  const { alice, bob, folder, downloads, ends } = await pair({ takes: false });
  const root = manyIn(folder, 30, 100_000);
  const { key } = await alice.sendFile(BOB, root);
  await until(bob, () => bob.files().length === 1);
  await bob.command({ type: 'accept_file', file: bob.files()[0]?.key ?? 0 });
  await alice.command({ type: 'cancel_file', file: key });
  await until(bob, () => ends.bob.length === 1);
  await bob.close();
  expect(readdirSync(downloads)).toEqual([]);
});

test('a folder that was paused goes on in another run where it was, and arrives as it was', async () => {
  const { alice, bob, bobAgain, folder, downloads, ends } = await pair();
  // Far more than may be under way: it cannot be all there before the pause.
  const root = manyIn(folder, 40, 1_000_000);
  bob.subscribe((event) => {
    if (event.type === 'file_progress' && event.file.moved > 0 && event.file.state === 'running')
      void bob.command({ type: 'pause_file', file: event.file.key }).catch(() => undefined);
  });
  await alice.sendFile(BOB, root);
  await until(bob, () => bob.files()[0]?.state === 'paused');
  const again = await bobAgain();
  const [kept] = again.files();
  expect(kept).toMatchObject({ items: 40, name: 'holiday', state: 'paused' });
  expect(kept?.moved).toBeGreaterThan(0);
  expect(kept?.moved).toBeLessThan(kept?.size ?? 0);
  await again.command({ type: 'resume_file', file: kept?.key ?? 0 });
  await until(again, () => ends.bob.length === 1);
  expect(ends.bob[0]).toMatchObject({ ok: true });
  expect(tree(join(downloads, 'holiday'))).toEqual(tree(root));
});
