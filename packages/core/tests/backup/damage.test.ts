import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { accountExists, backUp, restoreInto, restoreNew } from '../../src/node/index.ts';
import { readBackup } from '../../src/node/backup/read-backup.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { ALICE, contact, filledAccount, ID, newPaths, opened, received, WORDS } from './account.ts';

const identity = await generateX25519Identity();
const recipients = [await identityToRecipient(identity)];
const key = { identities: [identity] };
const HEADING = { version: 1, id: ID, madeAt: 1, hasPhrase: true, hasKeys: false };
describe('a damaged backup', () => {
  it('is refused, cut at every byte', { timeout: 120_000 }, async () => {
    const whole = await wholeBackup();
    const path = join(temporaryFolder(), 'cut.age');
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      expect(await codeOf(path), `cut to ${length}`).toBe('bad_backup');
    }
    writeFileSync(path, whole);
    expect(await codeOf(path)).toBe('whole');
  });

  it('is refused with a flipped bit at every third byte', { timeout: 120_000 }, async () => {
    const whole = await wholeBackup();
    const path = join(temporaryFolder(), 'flipped.age');
    for (let at = 0; at < whole.length; at += 3) {
      const copy = Buffer.from(whole);
      copy[at]! ^= 1 << (at % 8);
      writeFileSync(path, copy);
      expect(['bad_backup', 'bad_request'], `byte ${at}`).toContain(await codeOf(path));
    }
  });

  it('is refused with bytes behind its end', async () => {
    const whole = await wholeBackup();
    const path = join(temporaryFolder(), 'long.age');
    writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]));
    expect(await codeOf(path)).toBe('bad_backup');
  });

  it('changes nothing in an account, and makes none', async () => {
    const whole = await wholeBackup();
    const file = join(temporaryFolder(), 'cut.age');
    writeFileSync(file, whole.subarray(0, -1));
    const fresh = newPaths();
    await expect(restoreNew(fresh, { file, key, passphrase: null }, WORDS)).rejects.toMatchObject({
      code: 'bad_backup',
    });
    expect(accountExists(fresh)).toBe(false);
    const paths = await filledAccount();
    const before = readFileSync(paths.store);
    for (const mode of ['merge', 'replace'] as const)
      await expect(restoreInto(paths, { file, key, passphrase: null }, mode)).rejects.toMatchObject({
        code: 'bad_backup',
      });
    expect(readFileSync(paths.store).equals(before)).toBe(true);
    (await opened(paths)).store.load();
  });
});

describe('a backup of somebody who knows only the recipient', { timeout: 60_000 }, () => {
  it.each([
    ['nothing', ''],
    ['another text', 'hello\n'],
    ['another JSON', '{}\n'],
    ['no end', lines(['torchat-backup', HEADING])],
    ['a wrong count', lines(['torchat-backup', HEADING], ['end', { entries: 2 }])],
    ['more behind its end', `${lines(['torchat-backup', HEADING], ['end', { entries: 1 }])}x`],
    ['a second heading', all(['torchat-backup', HEADING])],
    ['a text of a stranger', all(['text', message({})])],
    ['a contact without a name', all(['contact', { id: ALICE }])],
    ['an id that is none', all(['contact', { ...contact(ALICE), id: 'a'.repeat(56) }])],
    [
      'keys that do not ascend',
      all(['contact', contact(ALICE)], ['text', message({})], ['text', message({})]),
    ],
    ['a received text that waits', all(['contact', contact(ALICE)], ['text', message({ state: 'waiting' })])],
    ['a number that is none', all(['contact', contact(ALICE)], ['text', message({ at: -1 })])],
    ['a key of the account among the books', all(['drawer', { name: 'onion-key', value: 'AAAA' }])],
    ['a share on no port', all(['share', { name: 'a', kind: 'tcp', host: '127.0.0.1', port: 0, with: [] }])],
    [
      'a contact after a text',
      all(['contact', contact(ALICE)], ['text', message({})], ['contact', contact(ALICE)]),
    ],
  ])('is refused with %s', async (_what, content) => {
    expect(await codeOf(await sealed(content))).toBe('bad_backup');
  });

  it('of a newer program is refused as such', async () => {
    expect(await codeOf(await sealed(lines(['torchat-backup', { version: 2, new: true }])))).toBe(
      'store_newer',
    );
    expect(await codeOf(await sealed(all(['hologram', {}])))).toBe('store_newer');
  });

  it('without an end is bounded', async () => {
    expect(await codeOf(await sealed(lines(['torchat-backup', HEADING]) + 'x'.repeat(9 * 1024 * 1024)))).toBe(
      'bad_backup',
    );
    const path = join(temporaryFolder(), 'header.age');
    writeFileSync(path, `age-encryption.org/v1\n${'-> a b\n\n'.repeat(10_000)}`);
    expect(await codeOf(path)).toBe('bad_backup');
    writeFileSync(path, 'age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n\n--- x\n');
    await expect(readBackup(path, { passphrase: 'x' })).rejects.toMatchObject({ code: 'bad_backup' });
  });

  it('is refused as a foreign file when it is no age file, and said when it is not there', async () => {
    const path = join(temporaryFolder(), 'foreign');
    writeFileSync(path, 'PK\u0003\u0004 something else');
    await expect(readBackup(path, key)).rejects.toMatchObject({
      message: 'This is no backup of TorChat: nothing was changed.',
    });
    await expect(readBackup(`${path}2`, key)).rejects.toMatchObject({ code: 'bad_request' });
    await expect(readBackup(temporaryFolder(), key)).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('for another key, or for a key where a passphrase is given, says so', async () => {
    const path = await sealed('');
    const other = { identities: [await generateX25519Identity()] };
    await expect(readBackup(path, other)).rejects.toMatchObject({
      code: 'bad_backup',
      message: 'This backup is locked for another age key: nothing was changed.',
    });
    await expect(readBackup(path, { passphrase: 'x' })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(readBackup(path, { identities: ['x'] })).rejects.toMatchObject({ code: 'bad_request' });
  });
});

/** A backup of one contact and a text. */
async function wholeBackup(): Promise<Buffer> {
  const paths = await filledAccount([{ type: 'contact', contact: contact(ALICE) }, received(1, ALICE, 'hi')]);
  const path = join(temporaryFolder(), 'a.age');
  await backUp(await opened(paths), { path, lock: { recipients }, history: true, keys: false });
  return readFileSync(path);
}

async function codeOf(path: string): Promise<string> {
  try {
    const { texts } = await readBackup(path, key);
    while ((await texts.next()).done !== true);
    return 'whole';
  } catch (error) {
    expect(error).toMatchObject({ name: 'TorchatError' });
    expect((error as Error).message).toMatch(/^[A-Z][^\n]+\.$/u);
    return (error as { code: string }).code;
  }
}

async function sealed(content: string): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const path = join(temporaryFolder(), 'forged.age');
  writeFileSync(path, await encrypter.encrypt(content));
  return path;
}

function lines(...entries: readonly (readonly [string, object])[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** A heading before, a right end behind. */
function all(...entries: readonly (readonly [string, object])[]): string {
  return lines(['torchat-backup', HEADING], ...entries, ['end', { entries: entries.length + 1 }]);
}

function message(change: object): object {
  return { contact: ALICE, key: 1, direction: 'in', at: 1, text: 'x', state: 'read', seq: null, ...change };
}
