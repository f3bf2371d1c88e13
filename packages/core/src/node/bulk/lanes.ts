// The lanes of a running client under the engine's names for them: dialled, arrived, open.
import type { Socket } from 'node:net';
import type { Input } from '../../engine/io/input.ts';
import type { LinkId } from '../../engine/io/keys.ts';
import type { LaneOutput } from '../../engine/io/output.ts';
import { tunnelAnswer } from '../tunnel-answer.ts';
import { Lane, type LaneOptions } from './lane.ts';

type LaneDial = Extract<LaneOutput, { type: 'lane_dial' }>;
type LaneArrived = Extract<LaneOutput, { type: 'lane_arrived' }>;

export interface LanesOptions {
  readonly dial: (dial: LaneDial, signal: AbortSignal) => Promise<Socket>;
  readonly put: (input: Input) => void;
}

export class Lanes {
  readonly #options: LanesOptions;
  readonly #lanes = new Map<LinkId, Lane>();
  readonly #dials = new Map<LinkId, AbortController>();

  constructor(options: LanesOptions) {
    this.#options = options;
  }

  dial(wish: LaneDial): void {
    const { link } = wish;
    const controller = new AbortController();
    this.#dials.set(link, controller);
    void this.#open(wish, controller.signal)
      .catch(() => {
        if (!controller.signal.aborted) this.#options.put({ type: 'closed', link });
      })
      .finally(() => this.#dials.delete(link));
  }

  async #open(wish: LaneDial, signal: AbortSignal): Promise<void> {
    const { link, line, ok, keys } = wish;
    const socket = await this.#options.dial(wish, signal);
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    socket.write(line);
    const early = await tunnelAnswer(socket, ok, signal);
    this.#enter(link, { socket, ours: keys.toOwner, theirs: keys.toOpener }, early);
  }

  /** Null where it has just closed. */
  arrived(
    { link, ok, keys }: LaneArrived,
    stream: { readonly socket: Socket; readonly early: Uint8Array } | null,
  ): void {
    if (stream === null) return this.#options.put({ type: 'closed', link });
    const { socket, early } = stream;
    socket.write(ok);
    this.#enter(link, { socket, ours: keys.toOpener, theirs: keys.toOwner }, early);
  }

  #enter(link: LinkId, options: Omit<LaneOptions, 'events'>, early: Uint8Array): void {
    const { put } = this.#options;
    const events = {
      room: (upTo: number) => put({ type: 'lane_room', link, upTo }),
      frame: (head: Uint8Array, bytes: Uint8Array) => put({ type: 'lane_frame', link, head, bytes }),
      closed: () => {
        this.#lanes.delete(link);
        put({ type: 'closed', link });
      },
    };
    const lane = new Lane({ ...options, events });
    this.#lanes.set(link, lane);
    lane.start(early);
  }

  send({ link, head, bytes }: Extract<LaneOutput, { type: 'lane_send' }>): void {
    this.#lanes.get(link)?.send(head, bytes);
  }

  /** Also withdraws a dial; does nothing for a link that is no lane. */
  close(link: LinkId): void {
    this.#dials.get(link)?.abort();
    this.#lanes.get(link)?.close();
    this.#lanes.delete(link);
  }

  closeAll(): void {
    for (const link of [...this.#dials.keys(), ...this.#lanes.keys()]) this.close(link);
  }
}
