// How many bytes a running tor has carried over its connections to relays, as it counts itself (control-spec, GETINFO traffic/read).
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { RawTor } from './onion-service.ts';

/** Bytes since it started, read and written together. */
export async function trafficOf(tor: RawTor): Promise<number> {
  const cookie = await readFile(tor.cookieFile);
  const control = connect({ path: tor.controlSocket });
  control.setEncoding('latin1');
  control.write(`AUTHENTICATE ${cookie.toString('hex')}\r\nGETINFO traffic/read traffic/written\r\nQUIT\r\n`);
  let heard = '';
  control.on('data', (text: string) => (heard += text));
  await once(control, 'close');
  const counts = [...heard.matchAll(/traffic\/(?:read|written)=(\d+)/gu)].map(([, count]) => Number(count));
  if (counts.length !== 2) throw new Error('tor did not tell what it has carried.');
  return counts.reduce((sum, count) => sum + count, 0);
}
