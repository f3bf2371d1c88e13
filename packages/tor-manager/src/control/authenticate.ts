// Proves to tor that we may command it, and lets it prove that it is ours (SAFECOOKIE, control-spec section 3.24).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TorchatError } from '@torchat/core';
import type { ControlConnection } from './connection.ts';
import { authChallenge } from './replies/auth-challenge.ts';
import { protocolInfo } from './replies/protocol-info.ts';

const SERVER_KEY = 'Tor safe cookie authentication server-to-controller hash';
const CLIENT_KEY = 'Tor safe cookie authentication controller-to-server hash';
const COOKIE_BYTES = 32;

/** Resolves with tor's version. Throws `tor_control`. */
export async function authenticate(control: ControlConnection, cookieFile: string): Promise<string> {
  const info = protocolInfo(await control.command('PROTOCOLINFO 1'));
  if (!info.methods.includes('SAFECOOKIE')) throw refusal('it offers no SAFECOOKIE authentication');
  const cookie = await readFile(cookieFile);
  if (cookie.length !== COOKIE_BYTES) throw refusal('its cookie file has a wrong length');
  const clientNonce = randomBytes(32);
  const reply = await control.command(`AUTHCHALLENGE SAFECOOKIE ${clientNonce.toString('hex')}`);
  const challenge = authChallenge(reply);
  if (!challenge) throw refusal('its challenge is malformed');
  const text = Buffer.concat([cookie, clientNonce, challenge.serverNonce]);
  if (!timingSafeEqual(hmac(SERVER_KEY, text), challenge.serverHash))
    throw refusal('it does not know its own cookie');
  await control.command(`AUTHENTICATE ${hmac(CLIENT_KEY, text).toString('hex')}`);
  return info.version;
}

function hmac(key: string, text: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function refusal(why: string): TorchatError {
  return new TorchatError('tor_control', `This is not the tor we started: ${why}.`);
}
