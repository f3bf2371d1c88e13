import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_PASSPHRASE_WARNING } from '../../src/node/index.ts';
import { readKeyFile, writeKeyFile } from '../../src/node/account/key-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEY = randomBytes(32);

describe('a key file', () => {
  it('gives the key back to the passphrase, and to no other', async () => {
    const file = join(temporaryFolder(), 'key.json');
    await writeKeyFile(file, KEY, 'sesame \u00e9');
    expect(readFileSync(file).includes(KEY.toString('base64'))).toBe(false);
    // The same letter, typed as two characters.
    const { key, isProtected } = await readKeyFile(file, 'sesame e\u0301');
    expect([Buffer.from(key), isProtected]).toEqual([KEY, true]);
    for (const wrong of ['sesame', '', null])
      await expect(readKeyFile(file, wrong)).rejects.toMatchObject({ code: 'wrong_passphrase' });
  });

  it('lies open and says what that means where no passphrase was chosen', async () => {
    const file = join(temporaryFolder(), 'key.json');
    await writeKeyFile(file, KEY, null);
    expect(readFileSync(file, 'utf8')).toContain(NO_PASSPHRASE_WARNING);
    const { key, isProtected } = await readKeyFile(file, null);
    expect([Buffer.from(key), isProtected]).toEqual([KEY, false]);
  });

  it('is readable by its user alone, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'key.json');
    writeFileSync(`${file}.12345`, 'left by a crash', { mode: 0o600 });
    writeFileSync(`${file}.backup`, 'made by a person');
    await writeKeyFile(file, KEY, null);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['key.json', 'key.json.backup']);
  });

  it('refuses an empty passphrase', async () => {
    const file = join(temporaryFolder(), 'key.json');
    await expect(writeKeyFile(file, KEY, '')).rejects.toMatchObject({ code: 'bad_request' });
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it.each([
    ['', 'store_damaged'],
    ['{', 'store_damaged'],
    ['null', 'store_damaged'],
    ['{"version":1,"kind":"open","key":"c2hvcnQ="}', 'store_damaged'],
    ['{"version":1,"kind":"passphrase"}', 'store_damaged'],
    ['{"version":2}', 'store_newer'],
  ])('with the content %s is refused', async (content, code) => {
    const file = join(temporaryFolder(), 'key.json');
    writeFileSync(file, content);
    await expect(readKeyFile(file, 'x')).rejects.toMatchObject({ code });
  });

  it('cannot make this machine work for hours', async () => {
    const file = join(temporaryFolder(), 'key.json');
    await writeKeyFile(file, KEY, 'sesame');
    const content = JSON.parse(readFileSync(file, 'utf8')) as { argon2id: object };
    for (const dear of [
      { memory: 2 ** 31 },
      { passes: 1e6 },
      { parallelism: 1e6 },
      { passes: '3' },
      { passes: 0 },
    ]) {
      writeFileSync(file, JSON.stringify({ ...content, argon2id: { ...content.argon2id, ...dear } }));
      await expect(readKeyFile(file, 'sesame')).rejects.toMatchObject({ code: 'store_damaged' });
    }
  });

  it('that is missing is said so', async () => {
    const file = join(temporaryFolder(), 'key.json');
    await expect(readKeyFile(file, null)).rejects.toMatchObject({ code: 'store_damaged' });
  });
});
