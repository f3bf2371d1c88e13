// A client's home on another machine of the fleet: everything is asked of the agent there.
import { parseId, type TorchatId } from '@torchat/core';
import type { Home } from '../worlds/live/home.ts';
import { type Agent, ask } from './ask.ts';
import type { Asked } from './wire.ts';

/** A program here whose standard input and output are those of the client there. */
export type Attach = (agent: Agent, which: 'first' | 'twin') => Home['launch'];

export interface RemoteHome extends Home {
  cut(): Promise<void>;
  heal(): Promise<void>;
}

/** `met`: what the agent said of who lives there. Throws `bad_id` for anything else. */
export function remoteHome(agent: Agent, met: unknown, attach: Attach): RemoteHome {
  const asking = async (asked: Asked, signal?: AbortSignal): Promise<void> =>
    void (await ask(agent, asked, signal));
  return {
    id: idIn(met),
    // Its agent does that as well, where there is need.
    prepare: () => Promise.resolve(),
    launch: attach(agent, 'first'),
    async kill(program) {
      await asking({ do: 'kill', which: 'first' });
      await program.kill();
    },
    freeze: () => asking({ do: 'freeze' }),
    thaw: () => asking({ do: 'thaw' }),
    killTor: () => asking({ do: 'kill_tor' }),
    restoreTor: () => Promise.resolve(),
    fillDisk: () => Promise.resolve(),
    emptyDisk: () => Promise.resolve(),
    write: async (name, size) => String(await ask(agent, { do: 'write', name, size })),
    forget: (path) => asking({ do: 'forget', path }),
    echo: async () => Number(await ask(agent, { do: 'echo' })),
    freePort: async () => Number(await ask(agent, { do: 'free_port' })),
    round: async (port, name, size, signal) =>
      (await ask(agent, { do: 'round', port, name, size }, signal)) === true,
    look: async () => (await ask(agent, { do: 'look' })) as Awaited<ReturnType<Home['look']>>,
    twin: () =>
      Promise.resolve({
        launch: attach(agent, 'twin'),
        async kill(program) {
          await asking({ do: 'kill', which: 'twin' });
          await program.kill();
        },
      }),
    cut: () => asking({ do: 'cut' }),
    heal: () => asking({ do: 'heal' }),
  };
}

function idIn(met: unknown): TorchatId {
  return parseId(String(typeof met === 'object' && met !== null ? Reflect.get(met, 'id') : ''));
}
