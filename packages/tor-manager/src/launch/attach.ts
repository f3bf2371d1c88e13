// Gets hold of a tor that is just starting: its control port opens some time after the process.
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { TorchatError } from '@torchat/core';
import { connectTo, type Endpoint } from '../dial/endpoint.ts';
import type { TorProcess } from './process.ts';
import type { TorFiles } from './torrc.ts';

const LOOK_EVERY = 20;
const OPENS_WITHIN = 30_000;

/** A connected socket to the control port. Throws `tor_failed` when the process ends before, or takes too long. */
export async function attach(tor: TorProcess, files: TorFiles, signal: AbortSignal): Promise<Socket> {
  const until = Date.now() + OPENS_WITHIN;
  while (tor.running && Date.now() < until) {
    const endpoint = await controlEndpoint(files);
    const socket = endpoint && (await connected(connectTo(endpoint)));
    if (socket) return socket;
    await pause(LOOK_EVERY, undefined, { signal });
  }
  const why = tor.running ? 'did not open its control port' : await tor.exited;
  throw new TorchatError('tor_failed', `Tor ${why}.`);
}

async function controlEndpoint(files: TorFiles): Promise<Endpoint | null> {
  if (files.sockets) return { path: files.sockets.control };
  const text = await readFile(files.controlPort, 'utf8').catch(() => '');
  const [, host, port] = /^PORT=([\d.]+):(\d+)$/mu.exec(text) ?? [];
  return host === undefined ? null : { host, port: Number(port) };
}

function connected(socket: Socket): Promise<Socket | null> {
  return new Promise((resolve) => {
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(null);
    });
  });
}
