// Takes from a running tor the circuits that lead to one service, as a broken relay would: the next dial finds others.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { RawTor } from './onion-service.ts';

/** `service`: its address without `.onion`. Resolves when tor has closed them. */
export async function closeCircuits(tor: RawTor, service: string): Promise<void> {
  const cookie = await readFile(tor.cookieFile);
  const control = connect({ path: tor.controlSocket });
  let heard = '';
  control.setEncoding('latin1');
  control.on('data', (text: string) => (heard += text));
  // A line of the list begins with a number, too: only these words end an answer.
  const answers = async (count: number): Promise<void> => {
    while ((heard.match(/^(?:250 OK|552 Unknown circuit.*)\r$/gmu) ?? []).length < count)
      await once(control, 'data');
  };
  try {
    control.write(`AUTHENTICATE ${cookie.toString('hex')}\r\nGETINFO circuit-status\r\n`);
    await answers(2);
    const circuits = heard
      .split('\r\n')
      .filter((line) => line.includes(`REND_QUERY=${service}`))
      .map((line) => /^(?:250[-+]circuit-status=)?(\d+) /u.exec(line)?.[1])
      .filter((circuit) => circuit !== undefined);
    control.write(circuits.map((circuit) => `CLOSECIRCUIT ${circuit}\r\n`).join(''));
    await answers(2 + circuits.length);
  } finally {
    control.destroy();
  }
}
