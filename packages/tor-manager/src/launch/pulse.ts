// Whether tor still hears its network, looked at while there is a reason to doubt it.
//
// Why: tor itself says so late or never (NETWORK_LIVENESS goes down only when a circuit of its own timed out; 0.4.9.11). A line
// that was cut for minutes and is whole again would be found at the next dial, and the pauses between dials have grown by then.
import { randomBytes } from 'node:crypto';
import { onionKeyOfSeed } from '@torchat/core';
import type { Clock } from '../clock.ts';
import type { ControlConnection } from '../control/connection.ts';
import { trafficRead } from '../control/replies/traffic-read.ts';

export interface Pulse {
  /** Something waits longer than it should: looks until tor was heard for a while. */
  doubt(): void;
  attach(control: ControlConnection): void;
  /** tor is gone; what comes next starts without doubt. */
  detach(): void;
}

const LOOK_EVERY = 2500;
/** A cell and its envelope. A private network's tor counts what comes by its own control and SOCKS ports too, which is less. */
const SIGN_OF_LIFE = 512;
/** Looks in a row with a sign of life that end the doubt. */
const CALM = 12;
/** Looks in a row without one: an idle tor may be that quiet, so it is made to ask its network for something ... */
const QUIET = 4;
/** ... and hears nothing if there are so many. */
const SILENT = 8;
/** While nothing is heard tor is made to ask again after so many looks, in a long silence more seldom. */
const ASK_EVERY = 4;
const LONG_SILENCE = 120;
const ASK_SELDOM = 24;

/** `tell`: false when tor hears nothing any more, true when it does again. */
export function pulse(clock: Clock, tell: (heard: boolean) => void): Pulse {
  let control: ControlConnection | null = null;
  let undo: (() => void) | null = null;
  let heardBytes = 0;
  let calm = 0;
  let quiet = 0;

  async function look(from: ControlConnection): Promise<void> {
    const reply = await from.command('GETINFO traffic/read').catch(() => null);
    if (control !== from) return;
    const bytes = reply === null ? null : trafficRead(reply);
    // A tor that counts nothing (all it talks to is on this machine) cannot tell.
    if (bytes === null || bytes === 0) return rest();
    if (bytes - heardBytes >= SIGN_OF_LIFE) heard();
    else missed(from);
    heardBytes = bytes;
    if (calm < CALM) undo = clock.after(LOOK_EVERY, () => void look(from));
    else rest();
  }

  function heard(): void {
    const wasSilent = quiet >= SILENT;
    calm += 1;
    quiet = 0;
    if (wasSilent) tell(true);
  }

  function missed(from: ControlConnection): void {
    calm = 0;
    quiet += 1;
    if (quiet === SILENT) tell(false);
    const every = quiet < LONG_SILENCE ? ASK_EVERY : ASK_SELDOM;
    // An address that nobody has: no directory was asked for it before, so one is asked now, and it tells nobody of a contact.
    if (quiet >= QUIET && quiet % every === 0)
      void from.command(`HSFETCH ${onionKeyOfSeed(randomBytes(32)).id}`).catch(() => undefined);
  }

  function rest(): void {
    undo?.();
    undo = null;
    calm = 0;
    quiet = 0;
  }

  return {
    doubt() {
      calm = 0;
      if (control === null || undo !== null) return;
      heardBytes = 0;
      undo = () => undefined;
      void look(control);
    },
    attach(to) {
      control = to;
    },
    detach() {
      rest();
      control = null;
    },
  };
}
