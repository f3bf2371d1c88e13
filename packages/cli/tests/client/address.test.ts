import { expect, test } from 'vitest';
import { addressWords, parseAddress } from '../../src/client/address.ts';

test.each([
  ['8080', '127.0.0.1', { host: '127.0.0.1', port: 8080 }],
  ['0.0.0.0:80', null, { host: '0.0.0.0', port: 80 }],
  ['[::1]:65535', null, { host: '::1', port: 65_535 }],
] as const)('%s is an address', (text, host, address) => {
  expect(parseAddress(text, host)).toEqual(address);
  expect(parseAddress(addressWords(address), null)).toEqual(address);
});

test.each(['', '0', '70000', 'localhost:80', 'example.org:80', '::1:80', '127.0.0.1', '127.0.0.1:', 'a'])(
  '%j is none: names are never looked up',
  (text) => {
    expect(() => parseAddress(text, '127.0.0.1')).toThrow(/numeric host/u);
    expect(() => parseAddress(text, null)).toThrow(/numeric host/u);
  },
);

test('a port alone is no address of what is shared', () => {
  expect(() => parseAddress('8080', null)).toThrow(/numeric host/u);
});
