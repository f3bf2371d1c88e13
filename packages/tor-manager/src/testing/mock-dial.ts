// A dial on the mock network: the faults, then a socket that leads straight to the service's own.
import { connect, type Socket } from 'node:net';
import type { DialFailure, TorchatId } from '@torchat/core';
import type { DialOptions, ServiceTarget } from '@torchat/core/node';
import { dialError } from '../dial/failures.ts';
import type { Directory } from './directory.ts';
import type { MockFaults } from './types.ts';

export interface DialPlan {
  readonly directory: Directory;
  readonly faults: MockFaults;
  readonly random: () => number;
  /** Aborts when the dialling tor dies. */
  readonly alive: AbortSignal;
}

export function mockDial(
  plan: DialPlan,
  id: TorchatId,
  port: number,
  options: Omit<DialOptions, 'isolation'>,
): Promise<Socket> {
  const { faults, random, alive } = plan;
  const { deadline, signal } = options;
  return new Promise((resolve, reject) => {
    let socket: Socket | null = null;
    let pause: NodeJS.Timeout | undefined;

    function settle(): void {
      clearTimeout(pause);
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      alive.removeEventListener('abort', unavailable);
    }
    function fail(reason: DialFailure): void {
      settle();
      socket?.destroy();
      reject(dialError(reason));
    }
    function open(): void {
      const found = plan.directory.find(id, port);
      if (typeof found === 'string') {
        fail(found);
        return;
      }
      const stream = connectTarget(found.target);
      socket = stream;
      stream.on('error', (failure: NodeJS.ErrnoException) => {
        // A unix socket whose queue is full for the moment, as when a thousand dials come at once.
        if (failure.code === 'EAGAIN') pause = setTimeout(open, 5);
        else if (stream.pending) fail('port_refused');
      });
      stream.once('connect', () => {
        settle();
        resolve(found.streams.keep(stream));
      });
    }
    const cancel = (): void => fail('cancelled');
    const unavailable = (): void => fail('tor_unavailable');

    const timer = setTimeout(() => fail('timeout'), deadline);
    if (alive.aborted) return unavailable();
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    alive.addEventListener('abort', unavailable, { once: true });
    if (random() < faults.silent) return undefined;
    const run = random() < faults.failing ? (): void => fail(faults.failure) : open;
    if (faults.delay > 0) pause = setTimeout(run, faults.delay);
    else run();
    return undefined;
  });
}

function connectTarget(target: ServiceTarget): Socket {
  return 'path' in target
    ? connect({ path: target.path })
    : connect({ host: '127.0.0.1', port: target.port, noDelay: true });
}
