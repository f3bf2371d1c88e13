import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// Each test starts a process or two.
vi.setConfig({ testTimeout: 60_000 });

const BIN = join(import.meta.dirname, '../../bin/sim.js');

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly said: string;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'torchat-sim-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

function sim(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...words], { maxBuffer: 1 << 26, cwd: folder }, (error, out, said) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, said }),
    );
  });
}

async function fileOf(name: string, more: string): Promise<string> {
  const text = `name: x\nduration: 5m\npeople: { friend: { count: 3 } }\ncontacts: [{ shape: mesh }]\n${more}\n`;
  await writeFile(join(folder, name), text);
  return name;
}

test('a scenario whose checks hold ends with 0, and says what was seen', async () => {
  const { status, out } = await sim('run', 'two-friends');
  expect(out).toMatch(/^Two friends in the world "memory", seed 1: 2 clients/u);
  expect(out).toContain('held    all texts once and in order');
  expect(out).not.toContain('Repeat it');
  expect(status).toBe(0);
});

test('one whose check fails ends with 1, and with the command that repeats it', async () => {
  const file = await fileOf('strict.yaml', 'holds: { online_within: 1ms }');
  const { status, out } = await sim('run', file, '--seed', '7', '--clients', '4');
  expect(out).toContain('FAILED  all online within 0.0 s');
  expect(out).toContain(
    'Repeat it with: npm run sim -- run strict.yaml --world memory --seed 7 --clients 4\n',
  );
  expect(status).toBe(1);
});

test('with --json its record is all that it prints', async () => {
  const { out, status } = await sim('run', 'two-friends', '--json', '--seed', '3');
  expect(JSON.parse(out)).toMatchObject({ format: 'torchat-sim-1', world: 'memory', seed: 3, ended: null });
  expect(status).toBe(0);
});

test('mistakes of a scenario are told by line and field, all of them, and end with 2', async () => {
  const file = await fileOf(
    'wrong.yaml',
    'happens: [{ does: chat, who: foe, at: 1m }]\nbreaks: [{ what: fire, at: 1m }]',
  );
  const { status, said } = await sim('run', file);
  expect(said).toContain('wrong.yaml:6:12 breaks[0].what: there is no "fire" here, but killed, tor_killed');
  expect(status).toBe(2);
});

test('what a world cannot carry is told by line, and ends with 2', async () => {
  const file = await fileOf('relays.yaml', 'breaks: [{ what: relay_killed, at: 1m }]');
  const { status, said } = await sim('run', file);
  expect(said).toBe('relays.yaml:5 the world "memory" cannot carry relay_killed\n');
  expect(status).toBe(2);
  const checked = await sim('check', file);
  expect(checked.out).toContain(
    'memory: cannot carry it\n  relays.yaml:5 the world "memory" cannot carry relay_killed\n',
  );
  expect(checked.out).toContain('tor: carries it\n');
  expect(checked.status).toBe(0);
});

test.each([
  [['run', 'no-such-scenario'], 'There is no file no-such-scenario'],
  [['run', 'two-friends', '--seed', 'x'], 'Say a whole number'],
  [['run', 'two-friends', '--world', 'moon'], 'moon'],
  [['run', 'two-friends', '--report', 'report.pdf'], 'report.pdf'],
  [['dance'], 'dance'],
])('%j is wrong, and ends with 2', async (words, told) => {
  const { status, said } = await sim(...words);
  expect(said).toContain(told);
  expect(status).toBe(2);
});

test('lists what ships with the program, and prints the schema', async () => {
  const { out } = await sim('list');
  expect(out).toMatch(/^two-friends \(memory, .+\)\n {2}The smallest life there is/mu);
  expect(JSON.parse((await sim('schema')).out)).toMatchObject({ type: 'object' });
});

test('--help shows how', async () => {
  const { out, status } = await sim('--help');
  expect(out).toContain('Exit codes: 0 every check held');
  expect(status).toBe(0);
});
