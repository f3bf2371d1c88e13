// Ends a local connection so that its program sees a break where it can: a socket file knows no reset.
import type { Socket } from 'node:net';

export function reset(local: Socket): void {
  if (local.destroyed) return;
  if (local.remoteFamily === undefined) local.destroy();
  else local.resetAndDestroy();
}
