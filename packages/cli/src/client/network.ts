// Which way to tor the global options ask for.
import { readFileSync } from 'node:fs';
import { TorchatError } from '@torchat/core';
import type { NetworkChoice } from '@torchat/gateway';
import type { GlobalOptions } from '../terminal/terminal.ts';

/** `--socks`: a tor that runs already; else our own, with `--tor` and `--torrc` where given. Throws `bad_request`. */
export function networkChoice(options: GlobalOptions): NetworkChoice {
  if (options.socks !== undefined) return { mode: 'socks', ...parseSocks(options.socks) };
  return {
    mode: 'tor',
    ...(options.tor === undefined ? {} : { binary: options.tor }),
    ...(options.torrc === undefined ? {} : { extraTorrc: torrcLines(options.torrc) }),
  };
}

/** `host:port` or `port`. Whonix has its tor on another machine. */
function parseSocks(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d{1,5})$/u.exec(text.trim()) ?? [];
  const bare = host.replace(/^\[(.*)\]$/u, '$1');
  if (port === '' || !isPort(Number(port)))
    throw new TorchatError('bad_request', '--socks takes a port or host:port, as in --socks 9050.');
  return { host: bare === 'localhost' ? '127.0.0.1' : bare, port: Number(port) };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

function torrcLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/u)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (cause) {
    throw new TorchatError('bad_request', `The file of --torrc cannot be read: ${file}.`, { cause });
  }
}
