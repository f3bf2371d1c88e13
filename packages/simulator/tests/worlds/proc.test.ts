import { expect, test } from 'vitest';
import { parseMemory, parseSockets, parseStat, treeOf } from '../../src/worlds/watch/proc.ts';

test('a process is read whatever its name holds', () => {
  const line = '42 (a ) b (c) S 7 42 42 0 -1 4194560 1 0 0 0 150 25 0 0 20 0 1 0 900 1000 50 0\n';
  expect(parseStat(line)).toEqual({ pid: 42, parent: 7, name: 'a ) b (c', cpu: 1750 });
  expect(parseStat('')).toBeNull();
  expect(parseMemory('Name:\tnode\nVmRSS:\t   2048 kB\n')).toBe(2048 * 1024);
  expect(parseMemory('')).toBe(0);
});

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const row = (remote: string, inode: number): string =>
  `   0: 0100007F:1F90 ${remote} 01 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 20 4 30 10 -1\n`;

test.each([
  ['loopback', '0100007F:0050'],
  ['another address of loopback', '0500057F:0050'],
  ['what listens', '00000000:0000'],
  ['loopback of IPv6', '00000000000000000000000001000000:0050'],
  ['what listens on IPv6', '00000000000000000000000000000000:0000'],
  ['loopback in the clothes of IPv6', '0000000000000000FFFF00000100007F:0050'],
])('%s is not beyond loopback', (_, remote) => {
  expect([...parseSockets(HEAD + row(remote, 9))]).toEqual([]);
});

test.each([
  ['192.0.2.1:80', '010200C0:0050'],
  ['[2001:db8:0:0:0:0:0:1]:443', 'B80D0120000000000000000001000000:01BB'],
  ['[0:0:0:0:0:ffff:c000:201]:80', '0000000000000000FFFF0000010200C0:0050'],
])('%s is beyond loopback', (told, remote) => {
  expect([...parseSockets(HEAD + row(remote, 9))]).toEqual([['9', told]]);
});

test('a tree of processes holds what its members started, and nothing else', () => {
  const parents = [
    [4, 3],
    [3, 2],
    [2, 1],
    [9, 1],
  ] as const;
  const all = parents.map(([pid, parent]) => ({ pid, parent, name: 'x', cpu: 0 }));
  expect(treeOf(2, all).map(({ pid }) => pid)).toEqual([4, 3, 2]);
});
