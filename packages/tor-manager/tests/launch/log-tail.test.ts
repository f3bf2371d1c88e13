import { expect, it } from 'vitest';
import { logTail } from '../../src/launch/log-tail.ts';

it('remembers the last error before the last warning, without addresses', () => {
  const log = logTail();
  expect(log.lastProblem()).toBeNull();
  log.push(Buffer.from('Nov 23 01:51:45.000 [notice] Hello.\nNov 23 01:51:45.000 [warn] Slow 192.0.2.7'));
  log.push(Buffer.from(':9001 relay\n'));
  expect(log.lastProblem()).toBe('Slow [address] relay');
  log.push(
    Buffer.from(
      'Nov 23 01:51:45.000 [err] set_options(): Bug in $4B883978C27540923886B72A73772F65E86D7E92~r\n',
    ),
  );
  log.push(Buffer.from('Nov 23 01:51:45.000 [warn] later\n'));
  expect(log.lastProblem()).toBe('Bug in [address]');
});

it('gives the reason of a bad configuration, not the phrases around it', () => {
  const log = logTail();
  log.push(
    Buffer.from(
      "Nov 23 01:51:45.000 [warn] Failed to parse/validate config: Unknown option 'Foo'.  Failing.\n" +
        'Nov 23 01:51:45.000 [err] Reading config failed--see warnings above.\n',
    ),
  );
  expect(log.lastProblem()).toBe("Unknown option 'Foo'.  Failing.");
});

it('stays small whatever it is fed', () => {
  const log = logTail();
  for (let at = 0; at < 100; at++) log.push(Buffer.alloc(10_000, 'x'));
  log.push(Buffer.from(`\nNov 23 01:51:45.000 [warn] ${'y'.repeat(5000)}\n`));
  expect(log.lastProblem()?.length).toBe(300);
});
