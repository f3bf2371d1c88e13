// Faults in the words of the report.
import type { FaultKind } from '../world/deed.ts';

interface FaultWords {
  readonly name: string;
  /** What it does to whom it strikes, for somebody who never saw a scenario. */
  readonly about: string;
}

export const FAULT_WORDS: Readonly<Record<FaultKind, FaultWords>> = {
  restart: { name: 'restart', about: 'The client quit in order and started again.' },
  killed: { name: 'killed', about: 'The client was ended without warning (SIGKILL) and started again.' },
  tor_killed: {
    name: 'tor killed',
    about: "The client's tor was ended without warning; the client starts it again.",
  },
  disk_full: { name: 'disk full', about: 'The client could write nothing to its disk.' },
  suspended: { name: 'asleep', about: 'The machine slept, as a closed laptop does, and woke.' },
  moved: { name: 'moved', about: 'The machine slept and woke in another network; nobody was told.' },
  twin: { name: 'twin', about: 'A copy of the account ran on another machine.' },
  link_cut: { name: 'link cut', about: 'No packet passed, and nobody was told.' },
  clock_jump: { name: 'clock jump', about: 'The clock of the machine was set forward or back.' },
  relay_killed: { name: 'relay killed', about: 'Relays of the Tor network were ended without warning.' },
  authority_killed: {
    name: 'authority killed',
    about: 'Directory authorities of the Tor network were ended without warning.',
  },
};

/** Records count faults from 0, people from 1. */
export function numbered(fault: number, what: string): string {
  return `#${fault + 1} ${faultName(what)}`;
}

/** A record may come from a newer version: its own word then. */
export function faultName(what: string): string {
  return (FAULT_WORDS as Readonly<Partial<Record<string, FaultWords>>>)[what]?.name ?? what;
}
