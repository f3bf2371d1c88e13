// What is done about a silence, by how long it has lasted.
//
// Why: a tor that is left alone waits for what the system repeats ever more seldom, in the end every two minutes, on connections that
// may never come back. Giving them up makes tor ask at once, but each time counts as a failure of the guard to which it was just
// connecting, and a tor whose guards have failed goes to others. A tor that is started again asks the guards it had (0.4.9.11).

/** `ask`: tor asks its network for something; `renew`: it makes its connections anew; `restart`: it is started again. */
export type Remedy = 'ask' | 'renew' | 'restart' | null;

export interface Silence {
  /** The machine has other addresses: reason enough to start tor again, if it hears nothing. */
  moved(): void;
  /** Asked once in each look that heard nothing; `quiet`: how many of them in a row. */
  remedy(quiet: number): Remedy;
  /** Something was heard. */
  over(): void;
}

/**
 * An idle tor hears padding every 10 s or so; one that is told to go without may be as quiet as that with its network whole, so from
 * so many looks on it is made to ask its network for something ...
 */
export const QUIET = 6;
/** ... again after so many. */
const ASK_EVERY = 4;
/** 40 s: what was connected until then is mostly dead, and to give that up is no failure of a guard. */
const RENEW = 16;
/** Each 20 s from then on: the first questions of a new connection are 8 s apart at most. */
const RESTART_EVERY = 8;
/** Ten minutes; from then on it asks and is started again more seldom, the latter each two minutes. */
const LONG_SILENCE = 240;
const ASK_SELDOM = 16;
const RESTART_SELDOM = 48;
/** 10 s: an interface gets its addresses one after the other. */
const APART = 4;

export function silence(): Silence {
  let isElsewhere = false;
  let last = -APART;

  return {
    moved() {
      isElsewhere = true;
    },
    remedy(quiet) {
      if (quiet < QUIET) return null;
      const remedy = isElsewhere && quiet - last >= APART ? 'restart' : byTime(quiet);
      if (remedy === 'renew' || remedy === 'restart') {
        last = quiet;
        isElsewhere = false;
      }
      return remedy;
    },
    over() {
      isElsewhere = false;
      last = -APART;
    },
  };
}

function byTime(quiet: number): Remedy {
  const isLong = quiet >= LONG_SILENCE;
  if (quiet === RENEW) return 'renew';
  if (quiet > RENEW && (quiet - RENEW) % (isLong ? RESTART_SELDOM : RESTART_EVERY) === 0) return 'restart';
  return (quiet - QUIET) % (isLong ? ASK_SELDOM : ASK_EVERY) === 0 ? 'ask' : null;
}
