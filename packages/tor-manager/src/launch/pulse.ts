// Whether tor still hears its network, looked at while there is a reason to doubt it.
//
// Why: tor itself says so late or never (NETWORK_LIVENESS goes down only when a circuit of its own timed out; 0.4.9.11). A line
// that was cut for minutes and is whole again would be found at the next dial, and the pauses between dials have grown by then.
import { randomBytes } from 'node:crypto';
import { onionKeyOfSeed } from '@torchat/core';
import type { Clock } from '../clock.ts';
import { trafficRead } from '../control/replies/traffic-read.ts';
import type { TorRun } from './run.ts';

type Listened = Pick<TorRun, 'control' | 'beginAnew'>;

export interface Pulse {
  /** Something waits longer than it should: looks until tor was heard for a while. */
  doubt(): void;
  attach(run: Listened): void;
  /** tor is gone; what comes next starts without doubt. */
  detach(): void;
}

const LOOK_EVERY = 2500;
/** A cell and its envelope. A private network's tor counts what comes by its own SOCKS port too, which is less. */
const SIGN_OF_LIFE = 512;
/** After so many looks the doubt ends with the next sign of life. */
const LOOKS = 12;
/**
 * Looks in a row without one. An idle tor hears padding every 10 s or so; one that is told to go without may be as quiet as
 * that with its network whole, so it is made to ask its network for something ...
 */
const QUIET = 6;
/** ... and hears nothing if there are so many. */
const SILENT = 9;
/** While nothing is heard tor is made to ask again after so many looks. */
const ASK_EVERY = 4;
/**
 * After so many looks tor's connections are given up and made anew: the system repeats what was lost on one ever more seldom, in the
 * end every two minutes, and one whose address has changed never comes back. Once in a silence: each time counts as a failure of the
 * guard to which tor was just connecting, and a tor whose guards have failed goes to others.
 */
const STALE = 16;
/** Ten minutes; from then on it asks after so many looks. */
const LONG_SILENCE = 240;
const SELDOM = 16;

/** `tell`: false when tor hears nothing any more, true when it does again. */
export function pulse(clock: Clock, tell: (heard: boolean) => void): Pulse {
  let run: Listened | null = null;
  let undo: (() => void) | null = null;
  let heardBytes = 0;
  let looks = 0;
  let quiet = 0;

  async function look(from: Listened): Promise<void> {
    const reply = await from.control.command('GETINFO traffic/read').catch(() => null);
    if (run !== from) return;
    const read = reply === null ? null : trafficRead(reply);
    // A tor that counts nothing (all it talks to is on this machine) cannot tell.
    if (read === null || read === 0) return rest();
    // A private network's tor counts what we tell it, too.
    const bytes = read - from.control.written;
    const isHeard = bytes - heardBytes >= SIGN_OF_LIFE;
    heardBytes = bytes;
    looks += 1;
    if (isHeard) heard();
    else missed(from);
    if (isHeard && looks > LOOKS) rest();
    else undo = clock.after(LOOK_EVERY, () => void look(from));
  }

  function heard(): void {
    const wasSilent = quiet >= SILENT;
    // What was asked for was answered.
    if (quiet >= QUIET) looks = LOOKS + 1;
    quiet = 0;
    if (wasSilent) tell(true);
  }

  function missed({ control, beginAnew }: Listened): void {
    quiet += 1;
    if (quiet === SILENT) tell(false);
    // What comes of either shows in the bytes.
    if (quiet === STALE) void beginAnew().catch(() => undefined);
    // An address that nobody has: no directory was asked for it before, so one is asked now, and it tells nobody of a contact.
    else if (isTimeToAsk())
      void control.command(`HSFETCH ${onionKeyOfSeed(randomBytes(32)).id}`).catch(() => undefined);
  }

  function isTimeToAsk(): boolean {
    return quiet >= QUIET && (quiet - QUIET) % (quiet < LONG_SILENCE ? ASK_EVERY : SELDOM) === 0;
  }

  function rest(): void {
    undo?.();
    undo = null;
    looks = 0;
    quiet = 0;
  }

  return {
    doubt() {
      looks = 0;
      if (run === null || undo !== null) return;
      heardBytes = 0;
      undo = () => undefined;
      void look(run);
    },
    attach(to) {
      run = to;
    },
    detach() {
      rest();
      run = null;
    },
  };
}
