import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Change, Snapshot } from '../../src/index.ts';
import { openStore } from '../../src/node/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { CONTACTS } from './arbitrary-changes.ts';
import { storeContract } from './store-contract.ts';

const KEY = randomBytes(32);
const ALICE = CONTACTS[0]!;

storeContract('the store on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-test-'));
  return {
    open: () => openStore(join(folder, 'store.db'), KEY),
    dispose: () => rmSync(folder, { recursive: true }),
  };
});

describe('the store on disk', () => {
  it('is readable by its user alone, whatever the umask', () => {
    const folder = temporaryFolder();
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const store = openStore(join(folder, 'store.db'), KEY);
    store.apply(texts(1, 2000));
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['store.db', 'store.db-wal']);
    expect(files.map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
    store.close();
  });

  it('shows nothing of a text in its files', () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'store.db'), KEY);
    store.apply(texts(1, 50));
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes('a plain text')).toBe(false);
    store.close();
  });

  it('undoes a transaction that SQLite refuses in its middle', () => {
    const store = openStore(join(temporaryFolder(), 'store.db'), KEY);
    store.apply(texts(1, 1));
    const before = store.load();
    const broken = { ...texts(3, 3)[0]!, message: { text: null } } as unknown as Change;
    expect(() => store.apply([{ type: 'status', status: 'xa' }, ...texts(2, 2), broken])).toThrow();
    expect(store.load()).toEqual(before);
    store.apply(texts(2, 2));
    expect(store.load().lastKey).toBe(2);
    store.close();
  });

  it('refuses another key', () => {
    const file = filled(temporaryFolder());
    expect(() => openStore(file, randomBytes(32))).toThrow(
      expect.objectContaining({ code: 'store_damaged', name: 'TorchatError' }),
    );
    openStore(file, KEY).close();
  });

  it('refuses to be opened twice', () => {
    const file = filled(temporaryFolder());
    const store = openStore(file, KEY);
    expect(() => openStore(file, KEY)).toThrow(expect.objectContaining({ code: 'account_locked' }));
    store.apply([{ type: 'status', status: 'xa' }]);
    store.close();
  });

  it('tells of any flipped bit, or never reads it', () => {
    const folder = temporaryFolder();
    const file = filled(folder);
    const content = readEverything(file);
    const bytes = readFileSync(file);
    const damaged = join(folder, 'damaged.db');
    let told = 0;
    const pages = Math.floor(bytes.length / 4096);
    for (let page = 0; page < pages; page++) {
      const copy = Buffer.from(bytes);
      const at = page * 4096 + ((page * 2_654_435_761) % 4096);
      copy[at] = copy[at]! ^ (1 << (page % 8));
      writeFileSync(damaged, copy, { mode: 0o600 });
      try {
        expect(readEverything(damaged)).toEqual(content);
      } catch (error) {
        expect(error).toMatchObject({ code: 'store_damaged' });
        told++;
      }
    }
    expect(told).toBeGreaterThan(pages / 2);
  });

  it('tells of a file that was cut off', () => {
    const folder = temporaryFolder();
    const file = filled(folder);
    const bytes = readFileSync(file);
    for (const length of [1, 100, 4096, bytes.length - 4096, bytes.length - 1]) {
      const cut = join(folder, 'cut.db');
      writeFileSync(cut, bytes.subarray(0, length), { mode: 0o600 });
      expect(() => readEverything(cut), `cut to ${length}`).toThrow(
        expect.objectContaining({ code: 'store_damaged' }),
      );
      rmSync(cut);
    }
  });

  it.each([1, 20, 150])(
    'opens without half a transaction after its process was killed, %i times said',
    async (times) => {
      const folder = temporaryFolder();
      const file = join(folder, 'store.db');
      let said = 0;
      for (let run = 0; run < 2; run++) {
        const writer = startWriter(file);
        said = await killAfter(writer, times + run);
        const store = openStore(file, KEY);
        const { lastKey, outbox, numbering } = store.load();
        store.close();
        expect(lastKey).toBeGreaterThanOrEqual(said);
        expect(lastKey % 3).toBe(0);
        expect(outbox.map(({ seq }) => seq)).toEqual(Array.from({ length: lastKey }, (_, n) => n + 1));
        expect(numbering[0]?.nextSeq).toBe(lastKey + 1);
      }
    },
  );

  it('keeps whole transactions only when the end of its log is damaged', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'store.db');
    await killAfter(startWriter(file), 20);
    const log = readFileSync(`${file}-wal`);
    for (const share of [0.3, 0.6, 0.9]) {
      const copy = join(folder, `copy-${share}.db`);
      copyFileSync(file, copy);
      const damaged = Buffer.from(log);
      damaged[Math.floor(damaged.length * share)]! ^= 16;
      writeFileSync(`${copy}-wal`, damaged, { mode: 0o600 });
      const store = openStore(copy, KEY);
      const { lastKey, outbox, numbering } = store.load();
      store.close();
      expect(lastKey % 3).toBe(0);
      expect(outbox.length).toBe(lastKey);
      expect(numbering[0]?.nextSeq ?? 1).toBe(lastKey + 1);
    }
  });
});

function texts(from: number, to: number): Extract<Change, { type: 'message' }>[] {
  return Array.from({ length: to - from + 1 }, (_, n) => {
    const key = from + n;
    const text = `a plain text, number ${key}`;
    return {
      type: 'message',
      message: { contact: ALICE, key, direction: 'out', at: key, text, state: 'waiting' },
      seq: key,
    };
  });
}

/** A closed store of some 30 pages. */
function filled(folder: string): string {
  const file = join(folder, 'store.db');
  const store = openStore(file, KEY);
  const avatar = { rgb: new Uint8Array(12_288).fill(7), alpha: new Uint8Array(4096).fill(9) };
  store.apply([...texts(1, 300), { type: 'avatar', avatar }]);
  store.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
  return file;
}

function readEverything(file: string): [Snapshot, unknown] {
  const store = openStore(file, KEY);
  try {
    return [store.load(), store.history(ALICE, { limit: 1000 })];
  } finally {
    store.close();
  }
}

function startWriter(file: string): ChildProcess {
  const program = fileURLToPath(new URL('./kill-writer.ts', import.meta.url));
  const writer = spawn(process.execPath, [program, file, KEY.toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void writer.kill('SIGKILL'));
  return writer;
}

/** Kills the writer once it said so many times that something is durable; the last it said. */
async function killAfter(writer: ChildProcess, times: number): Promise<number> {
  let heard = 0;
  let last = 0;
  const gone = once(writer, 'exit');
  for await (const line of createInterface({ input: writer.stdout! })) {
    last = Number(line);
    if (++heard === times) writer.kill('SIGKILL');
  }
  expect(await gone).toEqual([null, 'SIGKILL']);
  return last;
}
