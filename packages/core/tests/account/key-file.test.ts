import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NO_PASSPHRASE_WARNING } from '../../src/node/index.ts';
import { readKeyFile, writeKeyFile } from '../../src/node/account/key-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEY = randomBytes(32);

describe('a key file', { timeout: 60_000 }, () => {
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

describe('a new passphrase', () => {
  it('costs a guess at least half a second and 128 MiB', { timeout: 60_000 }, async () => {
    const file = join(temporaryFolder(), 'key.json');
    await writeKeyFile(file, KEY, 'sesame');
    const { argon2id } = JSON.parse(readFileSync(file, 'utf8')) as {
      argon2id: { memory: number; passes: number };
    };
    expect(argon2id.memory).toBeGreaterThanOrEqual(128 * 1024);
    expect(argon2id.passes).toBeGreaterThanOrEqual(6);
    const before = process.cpuUsage();
    await expect(readKeyFile(file, 'wrong')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeGreaterThan(500);
  });

  it('leaves one whole key file, wherever its writing is killed', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'key.json');
    await writeKeyFile(file, KEY, null);
    let unfinished = 0;
    for (let round = 0; round < 12; round++) {
      await killWhileWriting(folder, file);
      if (readdirSync(folder).length > 1) unfinished++;
      const { key } = await readKeyFile(file, null);
      expect(Buffer.from(key)).toEqual(KEY);
    }
    // Some were killed between the new file and its name: that is what this is about.
    expect(unfinished).toBeGreaterThan(0);
    await writeKeyFile(file, KEY, null);
    expect(readdirSync(folder)).toEqual(['key.json']);
  });
});

/** Kills the writer at the moment its unfinished file appears. */
async function killWhileWriting(folder: string, file: string): Promise<void> {
  const program = fileURLToPath(new URL('./key-writer.ts', import.meta.url));
  const watcher = watch(folder);
  const writer = spawn(process.execPath, [program, file, KEY.toString('hex')], { stdio: 'ignore' });
  const gone = once(writer, 'exit');
  watcher.on('change', (_event, name) => {
    if (name !== 'key.json') writer.kill('SIGKILL');
  });
  await gone;
  watcher.close();
}
