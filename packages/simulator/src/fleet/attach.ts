// The near end of a client on another machine: our standard input and output are those of the client.
import { once } from 'node:events';
import { type Agent, reach } from './ask.ts';
import { opening } from './wire.ts';

/** Resolves when the client is gone. */
export async function attach(agent: Agent, which: 'first' | 'twin'): Promise<void> {
  const socket = await reach(agent);
  const gone = once(socket, 'close');
  socket.write(opening(agent.token, { do: 'run', which }));
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  await gone;
  process.stdin.destroy();
}
