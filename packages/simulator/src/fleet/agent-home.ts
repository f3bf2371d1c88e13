// The home that an agent keeps: a client with a tor of its own, as in the world "tor", on a machine that is all theirs.
import { mkdtemp, rm } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuard } from '../process/guard.ts';
import type { Person } from '../scenario/cast.ts';
import { Cuts } from '../world/cuts.ts';
import type { Home } from '../worlds/live/home.ts';
import { Lines } from '../worlds/live/line.ts';
import { startEcho } from '../worlds/live/loopback-things.ts';
import { Traffic } from '../worlds/live/traffic.ts';
import { enterTown } from '../worlds/tor/tor-home.ts';
import { Machine } from '../worlds/watch/machine.ts';

export interface AgentHome extends AsyncDisposable {
  readonly home: Home;
  readonly cut: (on: boolean) => void;
}

/** `torrc`: lines that make a tor part of the network. */
export async function agentHome(person: Person, torrc: readonly string[]): Promise<AgentHome> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'tc-'));
  const guard = stack.use(startGuard([folder]));
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const echo = stack.use(await startEcho());
  const cuts = new Cuts<number>();
  const lines = new Lines();
  const home = stack.use(
    await enterTown(
      {
        folder,
        guard,
        torrc,
        cuts,
        lines,
        traffic: new Traffic(),
        machine: new Machine(),
        echo: echo.port,
        leads: isIPv4,
      },
      person,
    ),
  );
  const alone = { of: new Set([person.at]), from: null };
  const held = stack.move();
  return {
    home,
    cut(on) {
      if (on) cuts.make(alone);
      else cuts.heal(alone);
      lines.changed();
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
