import { createHash, createPublicKey, publicDecrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeAuthorityKeys } from '../../src/tornet/keys.ts';

test('the certificate is signed by the identity whose digest the DirAuthority line names', async () => {
  const { certificate, v3ident } = await makeAuthorityKeys(new Date('2030-01-02T03:04:05Z'));
  const identity = /dir-identity-key\n-+BEGIN RSA PUBLIC KEY-+\n([^-]*)-/u.exec(certificate)?.[1] ?? '';
  const der = Buffer.from(identity, 'base64');
  const key = createPublicKey({ key: der, type: 'pkcs1', format: 'der' });
  expect(createHash('sha1').update(der).digest('hex').toUpperCase()).toBe(v3ident);

  const end = certificate.indexOf('dir-key-certification\n') + 'dir-key-certification\n'.length;
  const signature = /BEGIN SIGNATURE-+\n([^-]*)-/u.exec(certificate.slice(end))?.[1] ?? '';
  const signed = publicDecrypt(key, Buffer.from(signature, 'base64'));
  expect(signed).toEqual(createHash('sha1').update(certificate.slice(0, end)).digest());
  expect(certificate).toContain('dir-key-published 2030-01-01 03:04:05\n');
});
