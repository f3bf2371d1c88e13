import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainMd5 } from '../../../src/engine/transfer/md5.ts';
import { nodeMd5 } from '../../../src/node/driver/node-md5.ts';

test('the checksum is that of RFC 1321', () => {
  expect(plainMd5(new TextEncoder().encode('message digest'))).toBe('f96b697d7cb7938d525a2f31aaf161d0');
});

test.skipIf(nodeMd5 === undefined)('the platform computes the same', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => plainMd5(bytes) === nodeMd5?.(bytes)));
});
