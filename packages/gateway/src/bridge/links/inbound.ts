// A stream that came from Tor: nobody knows who is there until it proves it. The old program hears it as from an alias.
import { connect, type Socket } from 'node:net';
import type { TorchatId } from '@torchat/core';
import type { Introductions, Named } from '../book/introductions.ts';
import type { BridgeEvent } from '../options.ts';
import { aliasOf, idOfToday } from '../wire/alias.ts';
import { rewriting } from '../wire/rewriting.ts';
import { join } from './join.ts';
import { ownPing } from './own-ping.ts';
import type { Unproven } from './unproven.ts';

export interface World {
  readonly own: TorchatId;
  /** Where the old program listens, on 127.0.0.1. */
  readonly clientPort: number;
  readonly introductions: Introductions;
  readonly unproven: Unproven;
  /** Every socket goes here: when the bridge ends, none is left. */
  readonly keep: (socket: Socket) => Socket;
  readonly tell: (event: BridgeEvent) => void;
}

export function acceptStream(stream: Socket, world: World): void {
  const { introductions, unproven, tell } = world;
  let named: Named | null = null;
  let mute = false;
  const waiting = { close: () => stream.destroy() };

  const toProgram = rewriting({ pingFirst: true, ping, pong }, refuse);
  stream.pipe(toProgram);
  stream.on('error', () => undefined);
  stream.once('close', () => {
    unproven.leave(waiting);
    if (named !== null) introductions.leave(named);
  });
  unproven.enter(waiting);

  /** The name under which the program hears of this ping. */
  function ping(text: string): string | null {
    const id = idOfToday(text);
    if (id === null) return null;
    if (named !== null) return named.id === id ? aliasOf(id) : null;
    const claiming: Named = { id, close: () => stream.destroy() };
    unproven.named(waiting, id);
    if (introductions.claim(claiming) === 'taken') {
      mute = true;
      return null;
    }
    named = claiming;
    open();
    return aliasOf(id);
  }

  function pong(cookie: string): void {
    if (named !== null && introductions.ponged(named, cookie)) unproven.leave(waiting);
  }

  function open(): void {
    const program = world.keep(connect({ host: '127.0.0.1', port: world.clientPort, noDelay: true }));
    program.on('error', () => {
      if (program.pending) tell({ type: 'client_away' });
    });
    program.once('connect', () => tell({ type: 'client_there' }));
    const toTor = rewriting(ownPing(world), () => stream.destroy());
    join(stream, toProgram, program, toTor);
  }

  function refuse(): void {
    if (!mute) {
      stream.destroy();
      return;
    }
    // Closing it at once would tell a stranger who is in our book; so it is left to wait, and to be forgotten.
    tell({ type: 'refused', why: 'alias_taken' });
    toProgram.resume();
  }
}
