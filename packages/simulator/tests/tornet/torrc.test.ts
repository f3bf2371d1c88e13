import { describe, expect, test } from 'vitest';
import { authorityTorrc, clientLines, heldVote, relayTorrc, voteSoon } from '../../src/tornet/torrc.ts';

const authority = {
  name: 'authority1',
  address: '127.0.0.1',
  orPort: 7001,
  dirPort: 7002,
  keys: { v3ident: 'A'.repeat(40), fingerprint: 'B'.repeat(40) },
};
const node = {
  name: 'relay1',
  address: '127.0.0.1',
  dataFolder: '/tmp/a "b" c',
  emptyFile: '/tmp/empty',
  ownerPid: 42,
  shared: clientLines([authority], 'default'),
};

/** The first end of an interval after `now`, as tor counts them. */
const nextEnd = (now: number, first: number, offset: number): number =>
  Math.floor((now - offset) / first) * first + first + offset;

describe('what clients share with the nodes', () => {
  test('names every authority with both its keys and ports', () => {
    expect(clientLines([authority], 'default')).toContain(
      `DirAuthority authority1 orport=7001 v3ident=${'A'.repeat(40)} 127.0.0.1:7002 ${'B'.repeat(40)}`,
    );
  });

  test.each([
    ['fast', 'Schedulers Vanilla'],
    ['slow', 'KISTSchedRunInterval 100 msec'],
  ] as const)('profile %s sets the scheduler: %s', (profile, line) => {
    expect(clientLines([authority], profile)).toContain(line);
    expect(clientLines([authority], 'default')).not.toContain(line);
  });
});

describe('a node', () => {
  test('listens on its own address only and dies with its owner', () => {
    const lines = relayTorrc(node).split('\n');
    expect(lines).toContain('ORPort 127.0.0.1:auto');
    expect(lines).toContain('Address 127.0.0.1');
    expect(lines).toContain('SocksPort 0');
    expect(lines).toContain('ExitPolicy reject *:*');
    expect(lines).toContain('__OwningControllerProcess 42');
  });

  test('a path with blanks and quotes stays one value', () => {
    expect(relayTorrc(node)).toContain('DataDirectory "/tmp/a \\"b\\" c"\n');
  });

  test('an authority writes the times of its votes', () => {
    const torrc = authorityTorrc(node, authority, { first: 5, later: 20, offset: 3 });
    expect(torrc).toContain('TestingV3AuthInitialVotingInterval 5\n');
    expect(torrc).toContain('TestingV3AuthVotingStartOffset 3\n');
    expect(torrc).toContain('V3AuthVotingInterval 20\n');
  });
});

describe('the first vote', () => {
  test('a held one is ten minutes away, at any second of the hour', () => {
    for (let now = 0; now < 3600; now++) {
      const { first, later, offset } = heldVote(now);
      expect(nextEnd(now, first, offset) - now).toBeGreaterThanOrEqual(600);
      expect(offset).toBeLessThan(Math.min(first, later));
    }
  });

  test('one asked for comes three to four seconds later', () => {
    for (let now = 100; now < 110; now += 0.3) {
      const { first, later, offset } = voteSoon(now, 3);
      const wait = Math.ceil(now + 3) - now;
      expect(nextEnd(now + wait - 0.001, first, offset)).toBeCloseTo(now + wait);
      expect(offset).toBeLessThan(Math.min(first, later));
    }
  });
});
