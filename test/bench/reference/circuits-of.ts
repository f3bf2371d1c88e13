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
  const cookie = await readFile(tor.cookieFile);
  const control = connect({ path: tor.controlSocket });
  control.setEncoding('latin1');
  control.write(`AUTHENTICATE ${cookie.toString('hex')}\r\nGETINFO stream-status\r\nQUIT\r\n`);
  let heard = '';
  control.on('data', (text: string) => (heard += text));
  await once(control, 'close');
  // stream-status=<stream> SUCCEEDED <circuit> <target>
  const found = [...heard.matchAll(/\d+ SUCCEEDED (\d+) (\w+)\.onion:\d+/gu)].filter(
    ([, , host]) => host === service,
  );
  return { circuits: new Set(found.map(([, circuit]) => circuit)).size, streams: found.length };
}
