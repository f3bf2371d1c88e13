// A connection of the old program through our SOCKS port: to the one that its alias means, and to nobody else.
import type { Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import type { Named } from '../book/introductions.ts';
import { aliasOf, idOfToday } from '../wire/alias.ts';
import { rewriting } from '../wire/rewriting.ts';
import type { World } from './inbound.ts';
import { join } from './join.ts';
import { ownPing } from './own-ping.ts';

/** `stream` was dialled: Tor vouches that `id` is at its end. */
export function connectProgram(program: Socket, stream: Socket, id: TorchatId, world: World): void {
  const named: Named = { id, close: () => stream.destroy() };
  const outgoing = world.introductions.outgoing(named);
  const destroy = (): void => void stream.destroy();
  const toTor = rewriting({ ...ownPing(world), pingCookie: (cookie) => outgoing.sent(cookie) }, destroy);
  const toProgram = rewriting({ ping: aliasInPing }, destroy);
  stream.on('error', () => undefined);
  stream.once('close', () => outgoing.closed());
  stream.pipe(toProgram);
  join(stream, toProgram, program, toTor);
}

function aliasInPing(text: string): string | null {
  const id = idOfToday(text);
  return id === null ? null : aliasOf(id);
}
