// All sockets of the bridge, so that none outlives it.
import type { Socket } from 'node:net';

/** Returns a function that takes a socket until it closes; when `ending` aborts, all go, and later ones at once. */
export function socketsUntil(ending: AbortSignal): (socket: Socket) => Socket {
  const sockets = new Set<Socket>();
  ending.addEventListener('abort', () => {
    for (const socket of sockets) socket.destroy();
  });
  return (socket) => {
    if (ending.aborted) return socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
}
