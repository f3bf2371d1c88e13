// A life of the real program, watched from outside: no secret shows where other programs and people look.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onionKeyOfPhrase, voucherKeyOfPhrase } from '@torchat/core';
import { expect, onTestFinished, test } from 'vitest';
import { BOB } from '../support/world.ts';

const BIN = join(import.meta.dirname, '../../bin/torchat.js');
const WORDS =
  'rebel lava agent security rose victory cinnamon slender salad sustain blanket nut inch harvest demise amateur thumb basic used salmon hammer pave scout glad';
const PASSPHRASE = 'a passphrase that nobody sees';
const TEXT = 'a text that nobody sees';

test('words, keys and passphrase show in no argument, title, log, crash, temporary or account file', {
  timeout: 120_000,
}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'torchat-secrets-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const temporary = join(home, 'tmp');
  mkdirSync(temporary);
  const passphraseFile = join(temporary, 'given-by-the-user');
  writeFileSync(passphraseFile, PASSPHRASE, { mode: 0o600 });
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TORCHAT_HOME: join(home, 'data'),
    TMPDIR: temporary,
    XDG_CACHE_HOME: join(home, 'cache'),
    TORCHAT_BACKUP_PASSPHRASE: PASSPHRASE,
    DEBUG: 'torchat:*',
    TORCHAT_LOG: 'trace',
  };
  let said = '';
  const seen = new Set<string>();
  const start = (args: readonly string[], input = ''): ChildProcess => {
    const child = spawn(process.execPath, [BIN, '--passphrase-file', passphraseFile, ...args], { env });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdin.end(input);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        look(child.pid ?? 0, seen);
      });
    return child;
  };
  const run = async (args: readonly string[], input?: string): Promise<void> => {
    const child = start(args, input);
    await once(child, 'close');
  };

  await run(['restore', '--yes', '--name', 'alice'], WORDS);
  await run(['--account', 'wrong', 'restore', '--yes'], WORDS.replace('lava', 'agent'));
  const up = start(['--torrc', emptyTorrc(home), 'up']);
  await hears(up, /is up/u);
  await run(['add', BOB, 'bob']);
  await run(['send', 'bob', TEXT, '--wait', '0']);
  await run(['backup', join(home, 'torchat.age'), '--with-keys', '--history']);
  await run(['history', 'nobody']);
  look(up.pid ?? 0, seen);
  expect(readFileSync(`/proc/${up.pid}/coredump_filter`, 'utf8').trim()).toMatch(/^0+$/u);
  up.kill('SIGTERM');
  await once(up, 'close');

  rmSync(passphraseFile);
  const places = { output: said, processes: [...seen].join('\n'), files: filesBelow(home) };
  expect(places.output).toContain('"msg":"request"');
  // This is what can be seen: our arguments, and the environment of our tor.
  expect(places.processes).toContain(TEXT);
  expect(places.processes).toContain('--defaults-torrc');
  const expanded = Buffer.from(onionKeyOfPhrase(WORDS.split(' '), 0).expanded);
  const secrets = {
    words: Buffer.from('rebel lava agent'),
    passphrase: Buffer.from(PASSPHRASE),
    text: Buffer.from(TEXT),
    ...forms('onion key', expanded.subarray(0, 30)),
    ...forms('onion prefix', expanded.subarray(33, 63)),
    ...forms('seed', Buffer.from(onionKeyOfPhrase(WORDS.split(' '), 0).seed).subarray(0, 30)),
    ...forms('voucher key', Buffer.from(voucherKeyOfPhrase(WORDS.split(' '), 0)).subarray(0, 30)),
  };
  for (const [place, content] of Object.entries(places))
    for (const [name, secret] of Object.entries(secrets)) {
      // The text was given as an argument by its user.
      if (name === 'text' && place === 'processes') continue;
      expect(Buffer.from(content).includes(secret), `${name} in the ${place}`).toBe(false);
    }
});

/** Arguments and title of a process and its children, and the environment of the children. */
function look(pid: number, seen: Set<string>): void {
  try {
    seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/comm`, 'utf8'));
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean);
    for (const child of children) {
      // A child that has not become another program yet still has what is ours, as no other process ever shows it.
      if (!readFileSync(`/proc/${child}/cmdline`, 'utf8').includes(BIN))
        seen.add(readFileSync(`/proc/${child}/environ`, 'utf8'));
      look(Number(child), seen);
    }
  } catch {
    // It ended while we looked.
  }
}

function forms(name: string, bytes: Buffer): Record<string, Buffer> {
  return {
    [name]: bytes,
    [`${name} in hex`]: Buffer.from(bytes.toString('hex')),
    [`${name} in base64`]: Buffer.from(bytes.toString('base64')),
  };
}

function filesBelow(folder: string): Buffer {
  const parts: Buffer[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    parts.push(Buffer.from(`\n${entry.name}\n`));
    if (entry.isFile()) parts.push(readFileSync(join(entry.parentPath, entry.name)));
  }
  return Buffer.concat(parts);
}

function emptyTorrc(folder: string): string {
  const file = join(folder, 'no-network');
  writeFileSync(file, 'DisableNetwork 1\n');
  return file;
}

function hears(child: ChildProcess, wanted: RegExp): Promise<void> {
  let all = '';
  return new Promise((done, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      if (wanted.test(all)) done();
    });
    child.once('exit', () => failed(new Error('it ended without a word')));
  });
}
