import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { authenticate } from '../../src/control/authenticate.ts';
import { controlConnection } from '../../src/control/connection.ts';
import { fakeServer } from '../helpers/server.ts';

const COOKIE = Buffer.alloc(32, 7);
const NONCE = Buffer.alloc(32, 9);

/** Speaks like tor, with this cookie and these methods; notes whether we proved to know the cookie. */
function fakeTor(cookie: Buffer, methods: string, proofs: boolean[]): (stream: Socket) => void {
  return (stream) => {
    let text = Buffer.alloc(0);
    stream.on('data', (chunk: Buffer) => {
      const [command, ...rest] = chunk.toString().trim().split(' ');
      if (command === 'PROTOCOLINFO')
        stream.write(
          `250-PROTOCOLINFO 1\r\n250-AUTH METHODS=${methods} COOKIEFILE="/x"\r\n250-VERSION Tor="0.4.9.11"\r\n250 OK\r\n`,
        );
      if (command === 'AUTHCHALLENGE') {
        text = Buffer.concat([cookie, Buffer.from(rest[1] ?? '', 'hex'), NONCE]);
        const hash = createHmac('sha256', 'Tor safe cookie authentication server-to-controller hash');
        stream.write(
          `250 AUTHCHALLENGE SERVERHASH=${hash.update(text).digest('hex')} SERVERNONCE=${NONCE.toString('hex')}\r\n`,
        );
      }
      if (command === 'AUTHENTICATE') {
        const hash = createHmac('sha256', 'Tor safe cookie authentication controller-to-server hash');
        proofs.push(hash.update(text).digest('hex') === rest[0]);
        stream.write('250 OK\r\n');
      }
    });
  };
}

async function tryWith(cookie: Buffer, methods: string, proofs: boolean[]): Promise<string> {
  await using server = await fakeServer(fakeTor(cookie, methods, proofs));
  const file = join(server.folder, 'cookie');
  await writeFile(file, COOKIE);
  const control = controlConnection(await server.connect());
  try {
    return await authenticate(control, file);
  } finally {
    control.close();
  }
}

it('proves that it knows the cookie, and learns the version', async () => {
  const proofs: boolean[] = [];
  expect(await tryWith(COOKIE, 'COOKIE,SAFECOOKIE', proofs)).toBe('0.4.9.11');
  expect(proofs).toEqual([true]);
});

it('proves nothing to a tor that does not know the cookie', async () => {
  const proofs: boolean[] = [];
  await expect(tryWith(Buffer.alloc(32, 8), 'SAFECOOKIE', proofs)).rejects.toMatchObject({
    code: 'tor_control',
  });
  expect(proofs).toEqual([]);
});

it('refuses a control port without SAFECOOKIE', async () => {
  await expect(tryWith(COOKIE, 'NULL', [])).rejects.toThrow(/SAFECOOKIE/u);
});
