// The platform's MD5, where it has one: systems under FIPS rules refuse it.
import { getHashes, hash } from 'node:crypto';
import type { Md5 } from '../../ports.ts';

export const nodeMd5: Md5 | undefined = getHashes().includes('md5')
  ? (bytes) => hash('md5', bytes, 'hex')
  : undefined;
