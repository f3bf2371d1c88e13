// Contacts' streams to UDP ports that we share: those of one flow lead to one socket.
import type { Share } from '@torchat/core';
import type { ArrivedTunnel } from '@torchat/core/node';
import { NAMED_WITHIN } from '../limits.ts';
import type { Quota } from '../quota/quota.ts';
import { Flow } from './flow.ts';
import { openLocalPort } from './local-port.ts';
import { Way } from './way.ts';

export class UdpShares {
  /** By contact, share, and the name the opener gave it. */
  readonly #flows = new Map<string, Flow>();

  /** Resolves when the stream is gone; never rejects. */
  serve(tunnel: ArrivedTunnel, signal: AbortSignal, quota: Quota): Promise<void> {
    const { id, share, socket, ok, keys, early } = tunnel;
    const { promise, resolve } = Promise.withResolvers<void>();
    const destroy = (): void => void socket.destroy();
    const unnamed = setTimeout(destroy, NAMED_WITHIN);
    let flow: Flow | null = null;
    const way: Way = new Way({
      socket,
      own: keys.toOpener,
      theirs: keys.toOwner,
      named: (name) => {
        if (flow !== null) return destroy();
        clearTimeout(unnamed);
        flow = this.#flow(`${id} ${share.name} ${name.toString('hex')}`, share, quota);
        flow.join(way);
      },
      // Before it is named nothing goes anywhere.
      arrived: (datagram, late) => (flow === null ? destroy() : flow.take(datagram, late)),
      losses: () => flow?.losses ?? { dropped: 0, late: 0 },
      told: (losses) => flow?.told(losses),
      ended: () => {
        clearTimeout(unnamed);
        signal.removeEventListener('abort', destroy);
        flow?.left(way);
        resolve();
      },
    });
    signal.addEventListener('abort', destroy);
    if (signal.aborted) destroy();
    else {
      socket.write(ok);
      way.start(early);
    }
    return promise;
  }

  #flow(name: string, share: Share, quota: Quota): Flow {
    const known = this.#flows.get(name);
    if (known !== undefined) return known;
    const local = openLocalPort(share, {
      // Beyond the quota they are lost, as on any way that is full.
      heard: (bytes) => quota.pass(bytes.length) && flow.send(bytes),
      failed: () => flow.close(),
    });
    const flow: Flow = new Flow(
      (bytes) => quota.pass(bytes.length) && local.send(bytes),
      () => {
        this.#flows.delete(name);
        local.close();
      },
    );
    this.#flows.set(name, flow);
    return flow;
  }
}
