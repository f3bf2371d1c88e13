// One local program's flow: its streams opened, replaced when they are lost or slow, with what it said while there was none.
import { randomBytes } from 'node:crypto';
import { DATAGRAM_COST, FIRST_PATIENCE, LATENESS, QUEUE_BYTES, RENEW_EVERY, UNSEEN } from '../limits.ts';
import type { OpenedStream } from '../open-stream.ts';
import { cameAt, clock } from './clock.ts';
import { Flow } from './flow.ts';
import { after } from './modulo.ts';
import { FLOW_BYTES } from './packet.ts';
import type { Way } from './way.ts';

export interface SourceOptions {
  readonly redundant: boolean;
  /** A fresh stream to the service; `circuit` tells apart what must not share one. Rejects where it leads nowhere. */
  readonly open: (circuit: string, signal: AbortSignal) => Promise<OpenedStream>;
  readonly deliver: (bytes: Uint8Array) => void;
  /** Called once. `failed`: no stream could be opened. */
  readonly ended: (failed: boolean) => void;
}

/** A way is slow beside one that is so much faster; below that a fresh one would hardly do better. */
const SLOWER = 1.2;

export class Source {
  readonly flow: Flow;
  readonly #options: SourceOptions;
  readonly #name = randomBytes(FLOW_BYTES);
  readonly #closing = new AbortController();
  readonly #renewing: NodeJS.Timeout | null;
  #circuits = 0;
  #failed = false;
  #waiting: { readonly bytes: Uint8Array; readonly at: number }[] | null = [];
  #waitingBytes = 0;

  constructor(options: SourceOptions) {
    const { redundant, deliver } = options;
    this.#options = options;
    this.flow = new Flow(deliver, () => this.#end());
    this.#renewing = redundant ? setInterval(() => void this.#renew(), RENEW_EVERY) : null;
    void this.#begin(redundant ? 2 : 1);
  }

  send(bytes: Uint8Array): void {
    if (this.#waiting === null) return this.flow.send(bytes);
    this.#waiting.push({ bytes, at: cameAt() });
    this.#waitingBytes += bytes.length + DATAGRAM_COST;
    while (this.#waitingBytes > QUEUE_BYTES)
      this.#waitingBytes -= (this.#waiting.shift()?.bytes.length ?? 0) + DATAGRAM_COST;
  }

  async #begin(count: number): Promise<void> {
    const opened = await Promise.allSettled(Array.from({ length: count }, () => this.#open()));
    this.#failed = opened.every(({ status }) => status === 'rejected');
    if (this.#failed) this.flow.close();
  }

  /** A further way, once the other side has taken it. */
  async #open(): Promise<Way> {
    const { redundant, open } = this.#options;
    const circuit = redundant ? String(++this.#circuits) : '';
    const { socket, keys, answer } = await open(circuit, this.#closing.signal);
    const way = this.flow.add({ socket, own: keys.toOwner, theirs: keys.toOpener });
    way.write({ type: 'flow', name: this.#name });
    this.#flush();
    way.start(await answer);
    return way;
  }

  #flush(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    const now = clock();
    const young = waiting.filter(({ at }) => after(now, at) <= LATENESS - UNSEEN);
    for (const { bytes, at } of young) this.flow.send(bytes, at);
    // Who asks once and waits, as a resolver does, would ask again only after seconds: his way begins now.
    const last = waiting.at(-1);
    if (young.length === 0 && last !== undefined && after(now, last.at) <= FIRST_PATIENCE)
      this.flow.send(last.bytes, now);
  }

  /** Of two ways the slower one is left for a fresh one (OnionPhone's way to good circuits); a lost one is replaced. */
  async #renew(): Promise<void> {
    const rounds = this.flow.ways.map((way) => ({ way, round: way.pacer.takeRound() }));
    const [fast, slow] = rounds.toSorted((a, b) => a.round - b.round);
    // Nothing was said lately: nothing is known, and nobody waits.
    if (fast === undefined || fast.round === Number.POSITIVE_INFINITY || rounds.length > 2) return;
    if (slow !== undefined && slow.round < fast.round * SLOWER) return;
    const opened = await this.#open().catch(() => null);
    if (opened !== null) slow?.way.close();
  }

  #end(): void {
    if (this.#renewing !== null) clearInterval(this.#renewing);
    this.#closing.abort();
    this.#waiting = null;
    this.#options.ended(this.#failed);
  }
}
