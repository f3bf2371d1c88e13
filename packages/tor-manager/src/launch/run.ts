// One life of tor, from the start of the process to its end: obeyed, subscribed, network on.
import { setTimeout as pause } from 'node:timers/promises';
import { TorchatError } from '@torchat/core';
import { authenticate } from '../control/authenticate.ts';
import { type ControlConnection, controlConnection } from '../control/connection.ts';
import { EVENTS, type TorEvent, torEvent } from '../control/events/event.ts';
import { socksListener } from '../control/replies/listeners.ts';
import type { Endpoint } from '../dial/endpoint.ts';
import { attach } from './attach.ts';
import { isOccupied } from './occupied.ts';
import { startProcess, type TorProcess } from './process.ts';
import type { TorFiles } from './torrc.ts';

export interface TorRun {
  readonly control: ControlConnection;
  /** Where it is now: a network begun anew may have another port. */
  readonly socks: Endpoint;
  readonly version: string;
  /** Resolves when tor is gone: why, in words, without a full stop. */
  readonly ended: Promise<string>;
  /** tor closes every connection to and through its network and makes new ones; onion services come back by themselves. */
  beginAnew(): Promise<void>;
  /** Asks tor to end, and ends it when it does not; `why`: what `ended` says of it then. */
  stop(why?: string): Promise<void>;
}

export interface RunOptions {
  readonly binary: string;
  readonly files: TorFiles;
  readonly extraTorrc: readonly string[];
  readonly signal: AbortSignal;
  onEvent(event: TorEvent): void;
}

const PATIENCE = 4000;
/**
 * tor tells nobody of the streams that were closed a moment before its own end, and the other sides then learn of it from
 * relays, which may take a minute (0.4.9.11, private network). Some passes of its scheduler (10 ms each) are enough.
 */
const FAREWELL = 100;

/** Throws `tor_failed`, `tor_control` or `cancelled`, with no process left. */
export async function startRun(options: RunOptions): Promise<TorRun> {
  const { binary, files, extraTorrc, signal } = options;
  if (await isOccupied(files, signal).catch(() => true)) throw occupied(signal);
  const tor = await startProcess(binary, files, extraTorrc);
  try {
    const control = controlConnection(await attach(tor, files, signal));
    const version = await authenticate(control, files.cookie);
    // From here on tor ends with this connection, however we end.
    await control.command('TAKEOWNERSHIP');
    await control.command('RESETCONF __OwningControllerProcess');
    control.onEvent((message) => {
      const event = torEvent(message);
      if (event) options.onEvent(event);
    });
    await control.command(`SETEVENTS ${EVENTS.join(' ')}`);
    let socks = await networkOn(control);
    signal.throwIfAborted();
    let asked: string | undefined;
    const ended = lifeOf(tor, control).then((why) => asked ?? why);
    return {
      control,
      get socks() {
        return socks;
      },
      version,
      ended,
      async beginAnew() {
        await control.command('SETCONF DisableNetwork=1');
        socks = await networkOn(control);
      },
      stop(why) {
        asked ??= why;
        return stop(tor, control, ended);
      },
    };
  } catch (failure) {
    tor.kill('SIGKILL');
    const why = await tor.exited;
    if (signal.aborted)
      throw new TorchatError('cancelled', 'The start of tor was given up.', { cause: failure });
    if (failure instanceof TorchatError && failure.code === 'tor_failed') throw failure;
    throw new TorchatError('tor_failed', `Tor ${why}.`, { cause: failure });
  }
}

async function networkOn(control: ControlConnection): Promise<Endpoint> {
  await control.command('SETCONF DisableNetwork=0');
  // A tor without network has no SOCKS port yet.
  const socks = socksListener(await control.command('GETINFO net/listeners/socks'));
  if (!socks) throw new TorchatError('tor_failed', 'Tor opened no SOCKS port.');
  return socks;
}

function occupied(signal: AbortSignal): TorchatError {
  return signal.aborted
    ? new TorchatError('cancelled', 'The start of tor was given up.')
    : new TorchatError('tor_failed', 'Another tor is at work in the same folder; end it first.');
}

/** A tor whose control port is gone obeys nobody: it should end by itself, and is made to. */
async function lifeOf(tor: TorProcess, control: ControlConnection): Promise<string> {
  void control.closed.then(() => endWithin(tor, PATIENCE));
  const why = await tor.exited;
  control.close();
  return why;
}

async function stop(tor: TorProcess, control: ControlConnection, ended: Promise<unknown>): Promise<void> {
  // Answered: tor has seen which streams are closed.
  const seen = control.command('GETINFO version').then(() => pause(FAREWELL));
  await Promise.race([seen, ended]).catch(() => undefined);
  await control.command('SIGNAL SHUTDOWN').catch(() => undefined);
  await endWithin(tor, PATIENCE);
  await ended;
}

async function endWithin(tor: TorProcess, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => {
    tor.kill('SIGKILL');
  }, milliseconds);
  await tor.exited;
  clearTimeout(timer);
}
