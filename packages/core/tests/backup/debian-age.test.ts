// What we write the `age` program reads, and what it writes we read.
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { backUp, restoreNew } from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { filledAccount, ID, newPaths, opened, WORDS } from './account.ts';

const run = promisify(execFile);
const missing = spawnSync('age', ['--version']).error !== undefined;
if (missing) console.warn('NOT TESTED: there is no `age` program (apt install age).');

it.skipIf(missing)('age decrypts a backup, and a file that age encrypted is one', async () => {
  const folder = temporaryFolder();
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const keyFile = join(folder, 'key.txt');
  writeFileSync(keyFile, `${identity}\n`, { mode: 0o600 });
  const path = join(folder, 'ours.age');
  const account = await opened(await filledAccount());
  await backUp(account, { path, lock: { recipients: [recipient] }, history: true, keys: true });
  const { stdout } = await run('age', ['--decrypt', '--identity', keyFile, path]);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, object]);
  expect(lines[0]).toEqual(['torchat-backup', expect.objectContaining({ version: 1, id: ID })]);
  expect(lines.at(-1)).toEqual(['end', { entries: lines.length - 1 }]);
  expect(stdout).toContain('not read yet');

  const plain = join(folder, 'plain');
  writeFileSync(plain, stdout);
  const theirs = join(folder, 'theirs.age');
  await run('age', ['--encrypt', '--recipient', recipient, '--output', theirs, plain]);
  expect(readFileSync(theirs).equals(readFileSync(path))).toBe(false);
  const request = { file: theirs, key: { identities: [identity] }, passphrase: null };
  expect(await restoreNew(newPaths(), request, WORDS)).toMatchObject({ id: ID, texts: 5 });
});
