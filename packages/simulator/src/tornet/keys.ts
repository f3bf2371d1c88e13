// The keys of a directory authority, made here so that no tool besides tor is needed (dir-spec, "Key certificates").
import { constants, createHash, generateKeyPair, privateEncrypt } from 'node:crypto';
import { promisify } from 'node:util';

const makeKeys = promisify(generateKeyPair);
const DAY = 86_400_000;

/** What an authority finds in its `keys` folder, and what its DirAuthority line says about it. */
export interface AuthorityKeys {
  /** `authority_certificate`: the identity key's word for the signing key. */
  readonly certificate: string;
  /** `authority_signing_key`, PEM of PKCS#1. */
  readonly signingKey: string;
  /** `secret_id_key`, the RSA identity every relay has, PEM of PKCS#1. */
  readonly relayKey: string;
  /** SHA-1 of the authority's identity key, 40 upper case hex digits. */
  readonly v3ident: string;
  /** SHA-1 of the relay identity key, 40 upper case hex digits. */
  readonly fingerprint: string;
}

export async function makeAuthorityKeys(now: Date = new Date()): Promise<AuthorityKeys> {
  const [identity, signing, relay] = await Promise.all([rsa(2048), rsa(2048), rsa(1024)]);
  const v3ident = hex(sha1(identity.der));
  const head = [
    'dir-key-certificate-version 3',
    `fingerprint ${v3ident}`,
    `dir-key-published ${stamp(now.getTime() - DAY)}`,
    `dir-key-expires ${stamp(now.getTime() + 365 * DAY)}`,
    'dir-identity-key',
    block('RSA PUBLIC KEY', identity.der),
    'dir-signing-key',
    block('RSA PUBLIC KEY', signing.der),
    'dir-key-crosscert',
    block('ID SIGNATURE', sign(signing.pem, sha1(identity.der))),
    'dir-key-certification\n',
  ].join('\n');
  return {
    certificate: `${head}${block('SIGNATURE', sign(identity.pem, sha1(Buffer.from(head))))}\n`,
    signingKey: signing.pem,
    relayKey: relay.pem,
    v3ident,
    fingerprint: hex(sha1(relay.der)),
  };
}

async function rsa(bits: number): Promise<{ der: Buffer; pem: string }> {
  const pair = await makeKeys('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'pkcs1', format: 'der' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { der: pair.publicKey, pem: pair.privateKey };
}

/** Tor signs the bare digest, without the name of the hash that PKCS#1 would put before it. */
function sign(key: string, digest: Buffer): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digest);
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function block(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/gu) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
}

/** `YYYY-MM-DD HH:MM:SS` in UTC. */
function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
