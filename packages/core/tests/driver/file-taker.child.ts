// A process for tests that end or narrow one: a client that takes every file, and tells each event of its files as a line.
import { rmSync, writeSync } from 'node:fs';
import { openStore } from '../../src/node/index.ts';
import { idOf } from '../engine/stage.ts';
import { Loopback } from './loopback.ts';

const [ALICE, BOB] = [idOf(0), idOf(1)];
const [sockets = '', downloads = ''] = process.argv.slice(2);
const network = new Loopback(sockets);
// A killed one leaves its socket behind.
rmSync(network.pathOf(BOB), { force: true });
const client = await network.client(BOB, openStore(`${downloads}.db`, new Uint8Array(32)), downloads);
const tell = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

client.subscribe((event) => {
  if (event.type === 'file_offer') void client.command({ type: 'accept_file', file: event.file.key });
  if (event.type === 'file_progress') tell({ done: event.file.moved });
  if (event.type === 'file_end') tell({ ended: event.file.name, ok: event.ok, why: event.why });
  if (event.type === 'message') tell({ text: event.message.text });
});
tell({ ready: true });
if (client.contact(ALICE) === null) await client.command({ type: 'add', id: ALICE });
