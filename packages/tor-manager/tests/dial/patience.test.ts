import { expect, it } from 'vitest';
import { dialPatience } from '../../src/dial/patience.ts';

it('waits four times the median of the last dials, within bounds', () => {
  const patience = dialPatience();
  expect(patience.now).toBe(5000);
  patience.learn(10);
  expect(patience.now).toBe(1500);
  for (let at = 0; at < 15; at++) patience.learn(2000);
  expect(patience.now).toBe(8000);
  for (let at = 0; at < 15; at++) patience.learn(60_000);
  expect(patience.now).toBe(15_000);
});
