// Is another tor at work in this folder? Its sockets must not be taken from under it.
import { setTimeout as pause } from 'node:timers/promises';
import { connectTo } from '../dial/endpoint.ts';
import type { TorFiles } from './torrc.ts';

const LOOK_EVERY = 50;
/** A tor whose owner has just died ends within moments. */
const ENDS_WITHIN = 5000;

/** Waits for one that is ending. On ports instead of sockets tor's own lock on its folder has to do. */
export async function isOccupied(files: TorFiles, signal: AbortSignal): Promise<boolean> {
  if (!files.sockets) return false;
  const until = Date.now() + ENDS_WITHIN;
  while (await answers(files.sockets.control)) {
    if (Date.now() > until) return true;
    await pause(LOOK_EVERY, undefined, { signal });
  }
  return false;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
