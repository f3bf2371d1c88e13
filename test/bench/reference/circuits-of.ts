// On which circuits a running tor carries its streams to one service: one, where what is compared shall share it.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { RawTor } from './onion-service.ts';

/** The number of circuits with a stream to `service` (its address without `.onion`), and of those streams. */
export async function circuitsOf(
  tor: RawTor,
  service: string,
): Promise<{ circuits: number; streams: number }> {
  const found = streamsTo(await ask(tor, 'stream-status'), service);
  return { circuits: new Set(found).size, streams: found.length };
}

/**
 * The SOCKS credentials with which a stream comes onto the one circuit that carries all streams to `service`. Rejects where
 * there is none, or more than one.
 */
export async function credentialsOf(
  tor: RawTor,
  service: string,
): Promise<{ readonly user: string; readonly password: string }> {
  const circuits = new Set(streamsTo(await ask(tor, 'stream-status'), service));
  const [circuit] = circuits;
  if (circuit === undefined || circuits.size > 1)
    throw new Error(`${circuits.size} circuits carry streams to the service, where one was to.`);
  const list = await ask(tor, 'circuit-status');
  const [, words = ''] =
    new RegExp(String.raw`^(?:250[+-]circuit-status=)?${circuit} (.*)$`, 'mu').exec(list) ?? [];
  const [, user] = /SOCKS_USERNAME="([^"]*)"/u.exec(words) ?? [];
  const [, password] = /SOCKS_PASSWORD="([^"]*)"/u.exec(words) ?? [];
  if (user === undefined || password === undefined)
    throw new Error('The circuit is one without credentials.');
  return { user, password };
}

/** The circuit of each. */
function streamsTo(list: string, service: string): string[] {
  // stream-status=<stream> SUCCEEDED <circuit> <target>
  return [...list.matchAll(/\d+ SUCCEEDED (\d+) (\w+)\.onion:\d+/gu)].flatMap(([, circuit = '', host]) =>
    host === service ? [circuit] : [],
  );
}

async function ask(tor: RawTor, what: string): Promise<string> {
  const cookie = await readFile(tor.cookieFile);
  const control = connect({ path: tor.controlSocket });
  control.setEncoding('latin1');
  control.write(`AUTHENTICATE ${cookie.toString('hex')}\r\nGETINFO ${what}\r\nQUIT\r\n`);
  let heard = '';
  control.on('data', (text: string) => (heard += text));
  await once(control, 'close');
  return heard.replaceAll('\r', '');
}
