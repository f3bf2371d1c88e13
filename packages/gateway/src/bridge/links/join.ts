// Joins a stream of Tor and a connection of the old program: what one says is rewritten for the other, and both end together.
import type { Socket } from 'node:net';
import type { Transform } from 'node:stream';
import { LINGER } from '../limits.ts';

/** `toProgram` is what the stream is piped into, now or already. */
export function join(stream: Socket, toProgram: Transform, program: Socket, toTor: Transform): void {
  toProgram.pipe(program);
  program.pipe(toTor).pipe(stream);
  endAfter(stream, toProgram, program);
  endAfter(program, toTor, stream);
}

/** Tor knows no half-open streams: when one side is gone, the other gets what was on its way, and goes. */
function endAfter(from: Socket, between: Transform, to: Socket): void {
  function end(): void {
    if (!between.writableEnded) between.end();
    if (to.destroyed) return;
    const timer = setTimeout(() => to.destroy(), LINGER);
    to.once('close', () => clearTimeout(timer));
  }
  if (from.closed) end();
  else from.once('close', end);
}
