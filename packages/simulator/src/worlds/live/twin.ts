// The same account on another machine, beside the one that runs.
import { PeerProgram } from '../../peer/peer-program.ts';
import type { Resident } from './resident.ts';

export interface Twin {
  end(): Promise<void>;
}

interface Listener {
  /** That the account runs on another machine, or no more. */
  readonly noticed: (on: boolean) => void;
  readonly complained: (sentence: string) => void;
}

export async function startTwin(
  { person, home }: Resident,
  { noticed, complained }: Listener,
): Promise<Twin> {
  const place = await home.twin();
  const program = new PeerProgram({
    name: `${person.name}'s twin`,
    ...place.launch,
    onEvent: ({ ev, on, msg }) => {
      if (ev === 'twin') noticed(on === true);
      else if (ev === 'error') complained(`Its twin: ${String(msg)}`);
    },
  });
  return { end: () => place.kill(program) };
}
