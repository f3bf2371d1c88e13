import { expect, it } from 'vitest';
import { credentialBook } from '../../src/dial/credentials.ts';

it('differ from run to run, and are short however long the isolation is', () => {
  const isolation = 'x'.repeat(10_000);
  const one = credentialBook().credentials(isolation, 0);
  expect(credentialBook().credentials(isolation, 0).user).not.toBe(one.user);
  expect(one.user).toHaveLength(43);
  expect(one.password).not.toBe('');
});

it('remembers a bounded number of isolations', () => {
  const book = credentialBook();
  for (let at = 0; at <= 4096; at++) book.prefer(`contact ${at}`, 1);
  expect(book.series('contact 0')).toBe(0);
  expect(book.series('contact 4096')).toBe(1);
});
