// How long a text takes while a file runs each way, against a line on a raw stream of the circuit that carries the texts.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiEvent } from '@torchat/gateway/api';
import type { Benchmark } from '../figure.ts';
import { openPair, type Pair } from '../forward/pair.ts';
import type { Side } from '../forward/side.ts';
import { listenForLines } from '../reference/arrivals.ts';
import { circuitsOf, credentialsOf } from '../reference/circuits-of.ts';
import { socksDial } from '../reference/socks-dial.ts';
import { inTurn } from '../stats/in-turn.ts';
import { median } from '../stats/quantile.ts';
import { pairedRatio, type Pair as Times } from '../stats/ratio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { within } from '../support/within.ts';
import { fileOf, type SourceFile } from './file-of.ts';
import { sendFile } from './send.ts';

const MOST = 1.2;
const ROUNDS = 60;
const BYTES = 20_000_000;
const RAW_PORT = 7;
const REST = 150;
const ARRIVES_WITHIN = 60;
const DIALLED_WITHIN = 30_000;

export const textsBeside: Benchmark = {
  name: 'texts-beside',
  profile: 'tornet',
  deadline: 1800,
  async run(bench) {
    await using folder = await temporaryFolder();
    await using arrivals = await listenForLines(join(folder.path, 'raw.sock'));
    const ports = [{ virtual: RAW_PORT, target: arrivals.path }];
    await using pair = await openPair(bench, { ports, oneCircuit: false, seals: true });
    const { ann, bob } = pair;
    const file = await fileOf(join(folder.path, 'file'), BYTES);
    // Before the first file: then its streams are on another circuit than the texts'.
    const { user, password } = await credentialsOf(ann.tor, bob.id);
    const raw = await socksDial({
      socks: ann.tor.socksPort,
      host: `${bob.id}.onion`,
      port: RAW_PORT,
      user,
      password,
      deadline: DIALLED_WITHIN,
    });
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, bench.signal]);
    const load = [overAndOver(ann, bob, file, signal), overAndOver(bob, ann, file, signal)];
    const pairs: Times[] = [];
    const nulls: Times[] = [];
    const rawLine = async (text: string): Promise<number> => {
      const arrived = arrivals.arrival(text);
      const start = performance.now();
      raw.write(`${text}\n`);
      return (await within(ARRIVES_WITHIN, 'a raw line arrived', arrived, signal)) - start;
    };
    let said = 0;
    const timed = (send: (text: string) => Promise<number>) => async (): Promise<number> => {
      await pause(REST, undefined, { signal });
      return send(`shall we meet at the harbour at nine? ${said++}`);
    };
    for (let at = -3; at < (bench.quick ? 12 : ROUNDS); at++) {
      const {
        raw: first,
        ours: mine,
        again,
      } = await inTurn(
        at,
        timed(rawLine),
        timed((text) => textTo(pair, text, signal)),
      );
      if (at < 0) continue;
      pairs.push([mine, first]);
      nulls.push([again, first]);
    }
    const both = await circuitsOf(ann.tor, bob.id);
    over.abort();
    const done = (await Promise.all(load)).reduce((sum, count) => sum + count, 0);
    bench.say(
      `${both.streams} streams of ann's tor to bob at the end, circuits they were on: ${both.circuits}.`,
    );
    bench.say(`${done} whole files of ${BYTES / 1e6} MB went meanwhile.`);
    raw.destroy();
    const ratio = pairedRatio(pairs);
    return [
      {
        name: 'a text while a file runs each way, p50',
        unit: 'ms',
        ours: median(pairs.map(([mine]) => mine)),
        reference: median(nulls.flat()),
        ratio,
        null: pairedRatio(nulls),
        target: `ratio <= ${MOST}`,
        holds: ratio.ratio <= MOST,
      },
    ];
  },
};

/** One file after the other until the signal; how many went through. */
async function overAndOver(from: Side, to: Side, file: SourceFile, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    try {
      await sendFile(from, to, file, signal);
    } catch (failure) {
      if (signal.aborted) return count;
      throw failure;
    }
  }
}

/** Milliseconds from the order to send it until the other side's screen has it. */
async function textTo({ ann, bob }: Pair, text: string, signal: AbortSignal): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const undo = bob.api.onEvent((event: ApiEvent) => {
    if (event.type === 'message' && event.message.text === text) resolve(performance.now());
  });
  try {
    const start = performance.now();
    await ann.api.ask('POST', `/v1/contacts/${bob.id}/messages`, { text });
    return (await within(ARRIVES_WITHIN, 'a text arrived', promise, signal)) - start;
  } finally {
    undo();
  }
}
