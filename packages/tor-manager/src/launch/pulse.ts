// Whether tor still hears its network, looked at while there is a reason to doubt it.
//
// Why: tor itself says so late or never (NETWORK_LIVENESS goes down only when a circuit of its own timed out; 0.4.9.11). A line
// that was cut for minutes and is whole again would be found at the next dial, and the pauses between dials have grown by then.
import { randomBytes } from 'node:crypto';
import { onionKeyOfSeed } from '@torchat/core';
import type { Clock } from '../clock.ts';
import { trafficRead } from '../control/replies/traffic-read.ts';
import type { TorRun } from './run.ts';
import { QUIET, silence } from './silence.ts';

type Listened = Pick<TorRun, 'control' | 'beginAnew' | 'stop'>;

export interface Pulse {
  /** Something waits longer than it should: looks until tor was heard for a while. */
  doubt(): void;
  /** The machine has other addresses: a doubt, and in a silence more. */
  moved(): void;
  attach(run: Listened): void;
  /** tor is gone; what comes next starts without doubt, unless it is to break a silence. */
  detach(): void;
  /** tor was made to end because it heard nothing, and is started again. */
  readonly restarting: boolean;
}

const LOOK_EVERY = 2500;
/** A cell and its envelope. A private network's tor counts what comes by its own SOCKS port too, which is less. */
const SIGN_OF_LIFE = 512;
/** After so many looks the doubt ends with the next sign of life. */
const LOOKS = 12;
/** A tor that was asked for something from `QUIET` on hears nothing if there are so many looks in a row without a sign of life. */
const SILENT = 9;

/** `tell`: false when tor hears nothing any more, true when it does again. */
export function pulse(clock: Clock, tell: (heard: boolean) => void): Pulse {
  const silent = silence();
  let run: Listened | null = null;
  let undo: (() => void) | null = null;
  let heardBytes = 0;
  let looks = 0;
  let quiet = 0;
  let deaf = false;
  let restarting = false;

  async function look(from: Listened): Promise<void> {
    const reply = await from.control.command('GETINFO traffic/read').catch(() => null);
    if (run !== from || restarting) return;
    const read = reply === null ? null : trafficRead(reply);
    // A tor that counts nothing (all it talks to is on this machine) cannot tell, but for one that was started in silence.
    if (read === null || (read === 0 && !deaf)) return rest();
    // A private network's tor counts what we tell it, too.
    const bytes = read - from.control.written;
    const isHeard = bytes - heardBytes >= SIGN_OF_LIFE;
    heardBytes = bytes;
    looks += 1;
    if (isHeard) heard();
    else missed(from);
    if (isHeard && looks > LOOKS) rest();
    else if (!restarting) undo = clock.after(LOOK_EVERY, () => void look(from));
  }

  function heard(): void {
    // What was asked for was answered.
    if (quiet >= QUIET) looks = LOOKS + 1;
    quiet = 0;
    silent.over();
    say(false);
  }

  function missed(from: Listened): void {
    quiet += 1;
    if (quiet === SILENT) say(true);
    // What comes of it shows in the bytes.
    switch (silent.remedy(quiet)) {
      case 'ask':
        // An address that nobody has: no directory was asked for it before, so one is asked now, and it tells nobody of a contact.
        void from.control.command(`HSFETCH ${onionKeyOfSeed(randomBytes(32)).id}`).catch(() => undefined);
        break;
      case 'renew':
        void from.beginAnew().catch(() => undefined);
        break;
      case 'restart':
        say(true);
        restarting = true;
        void from.stop();
        break;
      case null:
    }
  }

  function say(isDeaf: boolean): void {
    if (isDeaf === deaf) return;
    deaf = isDeaf;
    tell(!deaf);
  }

  function begin(from: Listened): void {
    heardBytes = 0;
    undo = () => undefined;
    void look(from);
  }

  function halt(): void {
    undo?.();
    undo = null;
    looks = 0;
  }

  function rest(): void {
    halt();
    quiet = 0;
    deaf = false;
  }

  function doubt(): void {
    looks = 0;
    if (run === null || undo !== null) return;
    begin(run);
  }

  return {
    doubt,
    moved() {
      silent.moved();
      doubt();
    },
    attach(to) {
      run = to;
      if (restarting) begin(to);
      restarting = false;
    },
    detach() {
      // One that is to break a silence and does not start has a reason of its own.
      restarting &&= run !== null;
      run = null;
      if (restarting) halt();
      else rest();
    },
    get restarting() {
      return restarting;
    },
  };
}
