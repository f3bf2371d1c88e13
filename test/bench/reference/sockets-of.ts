// Where a tor that was started in this folder can be reached: read from the torrc it runs on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawTor } from './onion-service.ts';

export interface RawPaths extends RawTor {
  readonly socksSocket: string;
}

export function socketsOf(torFolder: string): RawPaths {
  const torrc = readFileSync(join(torFolder, 'torrc'), 'utf8');
  const value = (pattern: RegExp): string => {
    const found = pattern.exec(torrc)?.[1];
    if (found === undefined) throw new Error(`The torrc in ${torFolder} has no line ${pattern.source}.`);
    return found;
  };
  return {
    controlSocket: value(/^ControlPort unix:"?([^"\s]+)/mu),
    socksSocket: value(/^SocksPort unix:"?([^"\s]+)/mu),
    cookieFile: value(/^CookieAuthFile "?([^"\s]+)/mu),
  };
}
