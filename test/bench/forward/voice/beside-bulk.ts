// A call through a UDP forward with a bulk transfer through a TCP forward beside it, each on its own circuit: nothing comes old.
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from '../../figure.ts';
import { bulkOver, serveBulk } from '../../reference/raw-bulk.ts';
import { connected } from '../local.ts';
import { openPair } from '../pair.ts';
import { udpCall, udpSocket } from './calls.ts';
import { talk } from './voice.ts';

const SECONDS = 60;
/** Of docs/protocol.md. */
const LIMIT = 250;
const RAW_PORT = 7;
const PIECE = 500_000;

export const voiceBesideBulk: Benchmark = {
  name: 'voice-beside-bulk',
  profile: 'tornet',
  deadline: 500,
  async run(bench) {
    await using server = await serveBulk();
    using service = await udpSocket();
    const ports = [{ virtual: RAW_PORT, target: server.port }];
    await using pair = await openPair(bench, { ports, oneCircuit: false });
    const bulkPort = await pair.forward('bulk', server.port);
    const voicePort = await pair.forward('voice', service.port, 'udp');
    using call = await udpCall(voicePort, service);
    using bulk = bulkOver(await connected(bulkPort));
    let carried = 0;
    const end = new AbortController();
    const fetching = (async () => {
      while (!end.signal.aborted) {
        await bulk.fetch(PIECE);
        carried += PIECE;
      }
    })();
    fetching.catch(() => undefined);
    await pause(2000, undefined, { signal: bench.signal });
    await talk(bench, [call], bench.quick ? 8 : SECONDS);
    end.abort();
    const [, forward] = await pair.forwards();
    const { there, back } = call;
    const lost = there.lost + back.lost;
    const sent = there.sent + back.sent;
    const spread = (['there', 'back'] as const).map(
      (way) =>
        `${way} p50 ${call[way].at(0.5).toFixed(0)} p99 ${call[way].at(0.99).toFixed(0)} worst ${call[way].at(1).toFixed(0)} ms`,
    );
    bench.say(`${(carried / 1e6).toFixed(1)} MB of bulk beside it. ${spread.join(', ')}.`);
    bench.say(`${lost} of ${sent} lost, ${forward?.dropped} dropped and ${forward?.late} late as it counts.`);
    const worst = Math.max(there.oldest, back.oldest);
    const read = Math.max(there.oldestRead, back.oldestRead);
    bench.say(`The oldest was ${read.toFixed(0)} ms above the least when this program read it.`);
    return [
      {
        name: 'UDP voice beside bulk: oldest delivered, above the least so far',
        unit: 'ms',
        ours: worst,
        target: `<= ${LIMIT} ms`,
        holds: worst <= LIMIT,
      },
      {
        name: 'UDP voice beside bulk: lost',
        unit: '%',
        ours: (lost / sent) * 100,
        target: 'printed',
        holds: true,
      },
    ];
  },
};
